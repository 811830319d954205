import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { dwellingFor } from "../homes-for-tests";
import { prepareSignature } from "../prepare-signature";
import { copyPerson } from "../qa/copy-person";
import { loadDemoWorld } from "../qa/demo-world-for-tests";
import { signFor } from "../qa/test-keys";
import { walkApplication } from "../qa/walk";
import { signApplication } from "../sign-application";
import { enlistPapers, granted, move } from "./papers-for-tests";

/** What happens when the databases have answered, and before the answer is acted upon. */
const meanwhile = vi.hoisted(() => ({ answers: 0, happens: () => Promise.resolve() }));
vi.mock(import("../gather-facts"), async (importOriginal) => {
  const original = await importOriginal();
  const gatherToJudgeAgain: typeof original.gatherToJudgeAgain = async (...question) => {
    const facts = await original.gatherToJudgeAgain(...question);
    meanwhile.answers += 1;
    await meanwhile.happens();
    return facts;
  };
  return { ...original, gatherToJudgeAgain };
});

vi.setConfig({ testTimeout: 60_000 });
const aigerim = iinSchema.parse("940416412502");
beforeAll(async () => {
  enlistPapers();
  await loadDemoWorld();
}, 120_000);
beforeEach(() => {
  meanwhile.answers = 0;
  meanwhile.happens = () => Promise.resolve();
});
afterAll(() => db.$disconnect());

/** Somebody who is about to sign for a certificate. Out: who, and how they sign. */
async function aboutToSign(): Promise<{ iin: Iin; id: string; sign: () => ReturnType<typeof signApplication> }> {
  const copied = await copyPerson(aigerim);
  if (!copied.ok) throw new Error(copied.error);
  const { iin } = copied.value;
  const walked = await walkApplication("address-certificate", iin, "draft");
  if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
  const { id } = walked;
  const prepared = await prepareSignature(id, iin, "kk");
  if (!prepared.ok) throw new Error(prepared.error.kind);
  const { nonce, text } = prepared.value;
  const cms = await signFor(iin, text, await clockOf(iin));
  return { iin, id, sign: () => signApplication({ id, applicant: iin, nonce, cms }) };
}

/** Both databases come to hold another address, and the portal stores that it has done so, in a transaction that takes its time. */
async function moves(iin: Iin): Promise<{ stored: Promise<void> }> {
  const rka = await dwellingFor(3, [iin]);
  await db.mockRegistration.updateMany({ where: { iin, kind: "permanent" }, data: { rka } });
  await db.mockAddressEntry.updateMany({ where: { iin, kind: "permanent" }, data: { rka } });
  const stored = inTransaction(async (tx) => {
    await granted(move, { iin, within: tx });
    await wait(600);
  });
  await wait(200);
  return { stored };
}

it("a certificate is not issued of a registration that was replaced after the databases had answered", async () => {
  const { iin, id, sign } = await aboutToSign();
  let moved: { stored: Promise<void> } | undefined;
  meanwhile.happens = async () => {
    moved ??= await moves(iin);
  };
  expect(await sign()).toEqual({ ok: false, error: { kind: "document-gone" } });
  await moved?.stored;
  expect(meanwhile.answers).toBe(2);
  expect(await db.issuedPaper.count({ where: { applicationId: id } })).toBe(0);
  expect(await db.signature.count({ where: { applicationId: id } })).toBe(0);
});

it("a certificate of what has not changed is issued by facts that are newer than the change, and is good", async () => {
  const { iin, id, sign } = await aboutToSign();
  meanwhile.happens = async () => {
    if (meanwhile.answers === 1) await granted(move, { iin });
  };
  expect(await sign()).toMatchObject({ ok: true, value: { outcome: { kind: "granted" } } });
  expect(meanwhile.answers).toBe(2);
  expect(await db.issuedPaper.findMany({ where: { applicationId: id }, select: { revocation: true } })).toEqual([
    { revocation: null },
  ]);
});

it("nobody waits for anybody else's registration", async () => {
  const { id, sign } = await aboutToSign();
  meanwhile.happens = async () => {
    await granted(move);
  };
  expect(await sign()).toMatchObject({ ok: true });
  expect(meanwhile.answers).toBe(1);
  expect(await db.issuedPaper.count({ where: { applicationId: id, revocation: null } })).toBe(1);
});
