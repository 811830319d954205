import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isIin, type Iin } from "@/lib/kernel/iin";
import { addDays, localDateOf } from "@/lib/kernel/local-date";
import { rkaSchema } from "@/lib/kernel/rka";
import { now as clockOf, setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { findApplication } from "./application-record";
import { portalReader, portsFor } from "./gather-facts";
import { placeOrder } from "./place-order";
import { copyForScenario, renamed } from "./qa/copy-person";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { runDue } from "./qa/run-due";
import { findScenario } from "./qa/scenarios";
import { walkApplication } from "./qa/walk";
import { sweepDeadlines } from "./sweep-deadlines";

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

/** An application whose owner has agreed and whose place is held: RP DRN has entered the address, GBD FL is still to be told. */
async function half(before: "address-entry" | "registration" = "registration") {
  const scenario = findScenario("residence-owner-consents");
  const copied = scenario ? await copyForScenario(scenario) : undefined;
  if (!scenario || !copied?.ok) throw new Error("The scenario cannot be played");
  const { iin } = copied.value;
  const form = renamed(scenario.example.answers ?? {}, copied.value);
  const walked = await walkApplication("residence-registration", iin, "done", {
    form,
    pausesAt: (_, __, stage) => stage === before,
  });
  if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
  const { id } = walked;
  const state = async () => (await findApplication(id))?.state;
  const standing = async () => ({
    outcome: (await state())?.outcome?.kind ?? null,
    entry: (await db.mockDocumentApplication.findUnique({ where: { key: id } }))?.status,
    places: await db.heldPlace.count({ where: { applicationId: id } }),
    registered: await db.mockRegistration.count({ where: { key: id } }),
  });
  const entry = before === "registration" ? "registered" : undefined;
  expect(await standing()).toEqual({ outcome: null, entry, places: 1, registered: 0 });
  const owner = form["ownerIin"] ?? "";
  if (!isIin(owner)) throw new Error("nobody");
  return { id, iin, owner, rka: form["rka"] ?? "", state, standing };
}

async function noticesOf(iin: Iin): Promise<string[]> {
  const rows = await db.notice.findMany({ where: { iin }, orderBy: { at: "asc" } });
  return rows.map(({ kind }) => kind);
}

const residencesOf = async (iin: Iin) =>
  db.mockRegistration.findMany({ where: { iin, kind: "permanent", to: null }, select: { rka: true } });

/** KDP shuts the data, and ten days go by. */
async function shutForTenDays(id: string, iin: Iin): Promise<void> {
  await db.mockAccessRefusal.create({ data: { iin } });
  await placeOrder(id);
  expect((await db.application.findUniqueOrThrow({ where: { id } })).phase).toBe("awaiting-access");
  const { dueAt } = await db.deadline.findFirstOrThrow({ where: { applicationId: id, kind: "access-lapses" } });
  await setClock({ iin, now: new Date(dueAt.getTime() - 60_000) });
  await sweepDeadlines();
  expect(await db.heldPlace.count({ where: { applicationId: id } })).toBe(1);
  await setClock({ iin, now: dueAt });
  await sweepDeadlines();
  await runDue();
}

describe("a registration that is half made", () => {
  it("ends after ten days where KDP lets the portal ask no more: nothing is left in RP DRN, and the place is free", async () => {
    const { id, iin, owner, standing } = await half();
    await shutForTenDays(id, iin);
    expect(await standing()).toEqual({ outcome: "lapsed", entry: "cancelled", places: 0, registered: 0 });
    expect((await noticesOf(iin)).slice(-2)).toEqual(["access-refused", "application-lapsed"]);
    expect(await noticesOf(owner)).toEqual(["consent-requested", "consent-over"]);
  });

  it("is taken back in GBD FL too, where it had begun and the answer was lost; the residence of before stands again", async () => {
    const { id, iin, rka, standing } = await half();
    const before = await residencesOf(iin);
    const application = await findApplication(id);
    if (!application) throw new Error("it was just there");
    const now = await clockOf(iin);
    const { individuals } = await portsFor(application, portalReader, now);
    const from = localDateOf(now);
    await individuals.beginRegistration({
      iin,
      rka: rkaSchema.parse(rka),
      kind: "permanent",
      from,
      children: [],
      key: id,
    });
    expect(await residencesOf(iin)).toEqual([{ rka }]);
    expect(await standing()).toMatchObject({ outcome: null, registered: 1 });
    await shutForTenDays(id, iin);
    expect(await standing()).toEqual({ outcome: "lapsed", entry: "cancelled", places: 0, registered: 0 });
    expect(await residencesOf(iin)).toEqual(before);
  });

  it("goes on when KDP lets it within the ten days", async () => {
    const { id, iin, standing } = await half();
    await db.mockAccessRefusal.create({ data: { iin } });
    await placeOrder(id);
    await db.mockAccessRefusal.delete({ where: { iin } });
    await placeOrder(id);
    expect(await standing()).toEqual({ outcome: "granted", entry: "registered", places: 0, registered: 1 });
  });

  it("begins on the day with which RP DRN has entered it, though GBD FL is silent for two days; so ends the residence of before", async () => {
    const { id, iin, rka, standing, state } = await half();
    const day = localDateOf(await clockOf(iin));
    const [before] = await residencesOf(iin);
    await db.mockFault.create({ data: { database: "individuals", kind: "error", iin } });
    await placeOrder(id);
    await setClock({ iin, advance: "P2D" });
    await db.mockFault.deleteMany({ where: { iin } });
    await placeOrder(id);
    expect(await standing()).toMatchObject({ outcome: "granted", registered: 1 });
    expect((await state())?.evidence["registration"]).toMatchObject({ registeredFrom: day });
    const rows = await db.mockRegistration.findMany({ where: { iin, kind: "permanent" }, orderBy: { from: "asc" } });
    expect(rows.map((row) => [row.rka, row.from === day, row.to])).toEqual([
      [before?.rka, false, day],
      [rka, true, null],
    ]);
    expect(await db.mockDocumentApplication.findUnique({ where: { key: id } })).toMatchObject({
      content: { from: day },
    });
  });

  it("keeps the day of an entry whose answer was lost", async () => {
    const { id, iin, rka, state } = await half("address-entry");
    const day = addDays(localDateOf(await clockOf(iin)), -2);
    const content = { rka, kind: "permanent", from: day, children: [], documentHash: "" };
    await db.mockDocumentApplication.create({
      data: { key: id, iin, number: "260000000033", status: "registered", content, updatedAt: new Date(0) },
    });
    await placeOrder(id);
    await placeOrder(id);
    expect((await state())?.evidence).toMatchObject({
      "address-entry": { enteredFrom: day },
      registration: { registeredFrom: day },
    });
  });

  it("ends at once where GBD FL does not know the dwelling, with the reason, and nothing left behind", async () => {
    const { id, iin, owner, rka, standing, state } = await half();
    const another = `${rka.startsWith("8") ? "9" : "8"}${rka.slice(1)}`;
    await db.mockDwelling.update({ where: { rka }, data: { rka: another } });
    await placeOrder(id);
    await runDue();
    expect(await standing()).toEqual({ outcome: "refused", entry: "cancelled", places: 0, registered: 0 });
    expect((await state())?.outcome).toMatchObject({
      reason: "registration-refused",
      params: { explanation: "unknownDwelling" },
    });
    expect(await noticesOf(iin)).toContain("application-refused");
    expect(await noticesOf(owner)).toContain("consent-over");
  });
});
