import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import { db } from "@/lib/infra/db/client";
import { situationOf } from "@/lib/process/position";
import kk from "@/lib/services/deregistration/messages/kk.json";
import { deregistration } from "@/lib/services/deregistration/service";
import { findApplication } from "./application-record";
import { judgeChecks } from "./judge-checks";
import { placeOrder } from "./place-order";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { runDue } from "./qa/run-due";
import { registeredAt, removal } from "./removals-for-tests";
import { isTriedOut } from "./tries";
import { withdrawApplication } from "./withdraw-application";

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

const today = localDate("2026-11-21");
const owns = (rka: string, iin: string) =>
  db.mockDwellingOwner.create({ data: { rka, iin, share: "1/3", since: "2026-11-20" } });
const movesOut = (rka: string, iin: string) =>
  db.mockRegistration.updateMany({ where: { rka, iin }, data: { to: "2026-11-20" } });
const onlyStays = (rka: string, iin: string) =>
  db.mockRegistration.updateMany({ where: { rka, iin }, data: { kind: "temporary", to: "2027-11-20" } });

/** Signed, and all checks passed; it stands before an order. */
async function standingAt(stage: "departure-entry" | "registration-end", example = "one-person") {
  const one = await removal(example, "draft");
  await one.sign();
  for (let round = 0; round < 6 && (await one.state()).stages[stage] === undefined; round += 1) {
    await judgeChecks(one.id);
    if (stage === "registration-end" && (await one.state()).stages["departure-entry"]?.status === "open")
      await placeOrder(one.id);
  }
  expect((await one.state()).stages[stage]?.status).toBe("open");
  const [who] = one.picked;
  if (who === undefined) throw new Error("somebody was picked");
  const entered = () => db.mockDocumentApplication.findMany({ where: { key: one.id } });
  return { ...one, who, entered };
}

describe("while RP DRN is down after the last look", () => {
  it.each([
    ["becomes a co-owner", owns, "own-dwelling", "owners-unchanged", ["permanent"]],
    ["leaves", movesOut, "people", "people-unchanged", []],
    ["has a temporary registration alone", onlyStays, "people", "people-unchanged", ["temporary"]],
  ] as const)("whoever was picked %s: nobody is removed, and it goes back", async (_, change, step, check, left) => {
    const { id, iin, rka, who, entered, state } = await standingAt("departure-entry");
    await db.mockFault.create({ data: { database: "documents", kind: "error", iin } });
    await placeOrder(id);
    await change(rka, who);
    await db.mockFault.deleteMany({ where: { iin } });
    await placeOrder(id);
    await runDue();
    const { stages, outcome } = await state();
    expect(outcome).toBeNull();
    expect(stages[check]).toMatchObject({ status: "refused" });
    for (const gone of [step, "signature", "departure-entry"]) expect(stages).not.toHaveProperty(gone);
    expect(await entered()).toEqual([]);
    expect(await registeredAt(rka, who)).toEqual(left);
  });

  it("an entry that was made, though its answer was lost, is not judged again and keeps its day", async () => {
    const { id, iin, rka, who, state } = await standingAt("departure-entry");
    const content = { rka, people: [who], on: "2026-11-20", documentHash: "" };
    await db.mockDocumentApplication.create({
      data: { key: id, iin, number: "260000000017", status: "registered", content, updatedAt: new Date(0) },
    });
    await owns(rka, who);
    await placeOrder(id);
    await runDue();
    const { outcome, evidence } = await state();
    expect(outcome).toMatchObject({ kind: "granted" });
    expect(evidence["departure-entry"]).toEqual({ departureNumber: "260000000017", departureOn: "2026-11-20" });
    expect(evidence["registration-end"]).toMatchObject({ endedOn: "2026-11-20" });
  });

  it("waits, and makes nothing, while what it rests on cannot be asked", async () => {
    const { id, iin, entered, state } = await standingAt("departure-entry");
    await db.mockFault.create({ data: { database: "real-estate", kind: "error", iin } });
    await placeOrder(id);
    expect(await entered()).toEqual([]);
    expect((await state()).stages["departure-entry"]?.status).toBe("open");
    await db.mockFault.deleteMany({ where: { iin } });
    await placeOrder(id);
    expect((await state()).stages["departure-entry"]?.status).toBe("done");
  });

  it("the owner may still withdraw, and what RP DRN holds is taken back", async () => {
    const { id, iin, rka, who, entered } = await standingAt("departure-entry");
    const content = { rka, people: [who], on: "2026-11-21", documentHash: "" };
    await db.mockDocumentApplication.create({
      data: { key: id, iin, number: "260000000025", status: "registered", content, updatedAt: new Date(0) },
    });
    expect((await withdrawApplication(id, iin)).ok).toBe(true);
    await runDue();
    expect(await entered()).toMatchObject([{ status: "cancelled" }]);
    expect(await registeredAt(rka, who)).toEqual(["permanent"]);
  });
});

it("the slip, the notices and the papers speak of what GBD FL has ended, and of nobody who had left by then", async () => {
  const { id, rka, picked, state } = await standingAt("registration-end", "several-people");
  const [wife = "", tenant = "", lodger = ""] = picked;
  await movesOut(rka, tenant);
  await onlyStays(rka, wife);
  await placeOrder(id);
  await runDue();
  const situation = situationOf(await state(), today);
  const changed = deregistration.changesRegistrations?.of(situation, { iin: lodger, bin: null });
  expect(changed).toEqual([wife, lodger]);
  const told = await db.notice.findMany({ where: { applicationId: id, iin: { in: [...picked] } } });
  expect(told.map(({ iin, kind }) => [iin, kind]).toSorted()).toEqual(
    [
      [wife, "registration-ended"],
      [lodger, "registration-ended"],
    ].toSorted(),
  );
  expect(kk.notices["registration-ended"].body).not.toMatch(/тұрақты тіркеу/i);
  const people = deregistration.paper?.facts["people"]?.(situation);
  expect(people?.kk.split(", ")).toHaveLength(2);
});

it("of the children somebody may learn twelve times a day, whoever else is picked", async () => {
  const { id } = await removal("one-person", "draft");
  const application = await findApplication(id);
  const step = application?.service.stages.find((stage) => stage.id === "people");
  if (!application || step?.kind !== "step") throw new Error("it was just there");
  const looks = { type: "check-passed", data: { path: ["stage"], equals: "no-child-of-a-resident" } };
  const met = await db.applicationEvent.count({ where: { applicationId: id, ...looks } });
  const enter = (count: number, from: number) =>
    db.applicationEvent.createMany({
      data: Array.from({ length: count }, (_, index) => ({
        ...{ applicationId: id, seq: from + index, type: "check-passed", actor: {}, prevHash: "", hash: "" },
        ...{ data: { stage: "no-child-of-a-resident" }, at: new Date("2026-11-21T05:00:00Z") },
      })),
    });
  await enter(11 - met, 1000);
  expect(await isTriedOut(application, step, today)).toBe(false);
  await enter(1, 2000);
  expect(await isTriedOut(application, step, today)).toBe(true);
});
