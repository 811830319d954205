import { afterAll, beforeAll, expect, it } from "vitest";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { openSession, lapsedSessionOf, revokeSessions } from "@/lib/infra/auth/sessions";
import { hashToken } from "@/lib/infra/auth/tokens";
import { now as clockOf, realNow, setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { seal, unseal } from "@/lib/infra/seal";
import { forgetKeptAnswer, keepAnswer, viewKeptAnswer } from "./keep-answer";
import { copyPerson } from "./qa/copy-person";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { startApplication } from "./start-application";

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

async function person(): Promise<Iin> {
  const copied = await copyPerson(iinSchema.parse("940416412502"));
  if (!copied.ok) throw new Error(copied.error);
  return copied.value.iin;
}

async function started(iin: Iin): Promise<string> {
  const application = await startApplication("id-card-renewal", iin);
  if (!application.ok) throw new Error(application.error.kind);
  return application.value.id;
}

const stage = "data-access";

it("keeps what was sent for a step that can be saved, for its person alone, and forgets it", async () => {
  const [iin, other] = [await person(), await person()];
  const applicationId = await started(iin);
  const input = { consent: "on", __proto__x: "1", unknown: "2" };
  await keepAnswer({ applicant: iin, applicationId, stage, input });
  expect(await viewKeptAnswer(iin, applicationId, stage)).toEqual({ consent: "on" });
  expect(await viewKeptAnswer(other, applicationId, stage)).toBeNull();
  await keepAnswer({ applicant: other, applicationId, stage, input });
  expect(await viewKeptAnswer(other, applicationId, stage)).toBeNull();
  // Nothing of the application has changed.
  expect(await db.applicationEvent.count({ where: { applicationId } })).toBe(1);
  await forgetKeptAnswer(iin, applicationId, stage);
  expect(await viewKeptAnswer(iin, applicationId, stage)).toBeNull();
});

it("keeps nothing for a step that cannot be saved now, and nothing beyond a day", async () => {
  const iin = await person();
  const applicationId = await started(iin);
  for (const late of ["photo", "no-such-step", "__proto__"]) {
    await keepAnswer({ applicant: iin, applicationId, stage: late, input: {} });
    expect(await viewKeptAnswer(iin, applicationId, late)).toBeNull();
  }
  await keepAnswer({ applicant: iin, applicationId, stage, input: {} });
  await db.keptAnswer.updateMany({ where: { iin }, data: { expiresAt: realNow() } });
  expect(await viewKeptAnswer(iin, applicationId, stage)).toBeNull();
});

it("is sealed: nobody reads it in the table, and a seal moved to another person or place opens nothing", () => {
  const sealed = seal("secret@example.kz", "kept-answer", "a");
  expect(Buffer.from(sealed).toString("latin1")).not.toContain("secret");
  expect(unseal(sealed, "kept-answer", "a")).toBe("secret@example.kz");
  expect(unseal(sealed, "kept-answer", "b")).toBeNull();
  expect(unseal(sealed, "another purpose", "a")).toBeNull();
  sealed[sealed.length - 1] = (sealed[sealed.length - 1] ?? 0) ^ 1;
  expect(unseal(sealed, "kept-answer", "a")).toBeNull();
  expect(unseal(new Uint8Array(3), "kept-answer", "a")).toBeNull();
});

it("knows whose session has ended by itself, for a day, and never of one that holds or was ended", async () => {
  const iin = await person();
  const open = async () =>
    hashToken(await openSession(db, { iin, method: "qa", userAgent: null, at: await clockOf(iin) }));
  const [lapsing, ended] = [await open(), await open()];
  expect(await lapsedSessionOf(lapsing)).toBeNull();
  await revokeSessions(db, iin, { only: ended }, await clockOf(iin));
  await setClock({ iin, advance: "PT15M" });
  expect(await lapsedSessionOf(lapsing)).toEqual({ iin, entity: null });
  expect(await lapsedSessionOf(ended)).toBeNull();
  expect(await lapsedSessionOf(hashToken("invented"))).toBeNull();
  await setClock({ iin, advance: "P1D" });
  expect(await lapsedSessionOf(lapsing)).toBeNull();
});
