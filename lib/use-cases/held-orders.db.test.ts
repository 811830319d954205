import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { addDays, localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf, setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { findApplication } from "./application-record";
import { portalReader, portsFor } from "./gather-facts";
import { judgeChecks } from "./judge-checks";
import { placeOrder } from "./place-order";
import { copyPerson } from "./qa/copy-person";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { runDue } from "./qa/run-due";
import { walkApplication, type WalkTarget } from "./qa/walk";
import { decideAsOfficer, handOverAsOfficer, openTaskOf } from "./qa/walk-officer";
import { subjectOf } from "./subject";
import { sweepDeadlines } from "./sweep-deadlines";

const aigerim = iinSchema.parse("940416412502");

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

async function walked(to: WalkTarget): Promise<{ id: string; iin: Iin }> {
  const copied = await copyPerson(aigerim);
  if (!copied.ok) throw new Error(copied.error);
  const { iin } = copied.value;
  const at = await walkApplication("id-card-renewal", iin, to);
  if (at.kind !== "reached") throw new Error(JSON.stringify(at));
  return { id: at.id, iin };
}

async function load(id: string) {
  const application = await findApplication(id);
  if (!application) throw new Error("it was just there");
  return application;
}

const stageOf = async (id: string, stage: string) => (await load(id)).state.stages[stage];
const noticesOf = async (id: string, kind: string) => db.notice.count({ where: { applicationId: id, kind } });
const refuseAccess = (iin: Iin) => db.mockAccessRefusal.create({ data: { iin } });
const openAccess = (iin: Iin) => db.mockAccessRefusal.delete({ where: { iin } });
const held = (key: string) => db.mockDocumentApplication.findUnique({ where: { key } });

describe("KDP that refuses after the signature", () => {
  it("is told of once, with ten days; given back, the application goes on", async () => {
    const { id, iin } = await walked("signed");
    await refuseAccess(iin);
    await placeOrder(id);
    await placeOrder(id);
    expect(await noticesOf(id, "access-refused")).toBe(1);
    expect((await db.application.findUniqueOrThrow({ where: { id } })).phase).toBe("awaiting-access");
    const lastDay = addDays(localDateOf(await clockOf(iin)), 10);
    const at = await stageOf(id, "registration");
    expect(at).toMatchObject({ status: "open", refusedAccessAt: expect.any(String) as string });
    expect(localDateOf(new Date(at?.status === "open" ? (at.dueAt ?? 0) : 0))).toBe(lastDay);

    await openAccess(iin);
    await placeOrder(id);
    expect(await stageOf(id, "registration")).toMatchObject({ status: "done" });
    expect(await db.deadline.count({ where: { applicationId: id, kind: "access-lapses" } })).toBe(0);
  });

  it("lapses the application after the ten days, and not before; nothing stays registered in RP DRN", async () => {
    const { id, iin } = await walked("signed");
    await placeInVain(id, "registration");
    expect(await held(id)).toMatchObject({ status: "registered" });
    await refuseAccess(iin);
    await placeOrder(id);
    const { dueAt } = await db.deadline.findFirstOrThrow({ where: { applicationId: id, kind: "access-lapses" } });
    await setClock({ iin, now: new Date(dueAt.getTime() - 60_000) });
    await sweepDeadlines();
    expect((await load(id)).state.outcome).toBeNull();
    await setClock({ iin, now: dueAt });
    await sweepDeadlines();
    expect((await load(id)).state.outcome).toMatchObject({ kind: "lapsed", reason: "access-lapses" });
    expect(await noticesOf(id, "application-lapsed")).toBe(1);
    await runDue();
    expect(await held(id)).toMatchObject({ status: "cancelled" });
  });

  it("keeps a card that is being made waiting without a term", async () => {
    const { id, iin } = await standingAt("production");
    await refuseAccess(iin);
    await placeOrder(id);
    expect(await noticesOf(id, "access-refused")).toBe(1);
    expect(await stageOf(id, "production")).toMatchObject({ status: "open", dueAt: null });
    await setClock({ iin, advance: "P60D" });
    await sweepDeadlines();
    expect((await load(id)).state.outcome).toBeNull();
    await openAccess(iin);
    await placeOrder(id);
    await placeOrder(id);
    expect(await stageOf(id, "production")).toMatchObject({ status: "done" });
  });
});

describe("an application that RP DRN has lost", () => {
  it("is registered again under its own key before the coupon", async () => {
    const { id, iin } = await walked("signed");
    await placeOrder(id);
    await db.mockDocumentApplication.delete({ where: { key: id } });
    await walkApplication("id-card-renewal", iin, "in-review");
    expect(await stageOf(id, "coupon")).toMatchObject({ status: "done" });
    expect(await held(id)).toMatchObject({
      status: "coupon",
      coupon: (await load(id)).state.evidence["coupon"]?.["coupon"],
    });
  });

  it("is registered again before production, and its new coupon is the one that counts", async () => {
    const { id, iin } = await walked("in-review");
    const before = (await load(id)).state.evidence["coupon"]?.["coupon"];
    await db.mockDocumentApplication.delete({ where: { key: id } });
    // Somebody else holds the coupon's number meanwhile: RP DRN forms another.
    await db.mockDocumentApplication.create({
      data: {
        key: `other-${id}`,
        iin,
        number: `T${id.slice(0, 8)}`,
        status: "coupon",
        coupon: before ?? "",
        content: {},
        updatedAt: new Date(0),
      },
    });
    await walkApplication("id-card-renewal", iin, "ready");
    const { state } = await load(id);
    const now = state.evidence["production"]?.["coupon"];
    expect(now).toMatch(/^[1-9][0-9]{9}$/);
    expect(now).not.toBe(before);
    expect(await walkApplication("id-card-renewal", iin, "done")).toMatchObject({ kind: "reached", state: "granted" });
  });
});

describe("a request to RP DRN whose answer is lost", () => {
  it.each(["registration", "coupon", "production", "handover-record"] as const)(
    "at %s: it is asked about first, and nothing is doubled",
    async (stage) => {
      const { id, iin } = await standingAt(stage);
      await placeInVain(id, stage);
      const before = await writesFor(id);
      for (let round = 0; round < 3; round += 1) await placeOrder(id);
      expect(await stageOf(id, stage)).toMatchObject({ status: "done" });
      expect(await writesFor(id)).toBe(before);
      expect(await db.mockDocumentApplication.count({ where: { iin } })).toBe(1);
    },
  );

  it("of a card that is handed over makes one new card", async () => {
    const { id, iin } = await standingAt("handover-record");
    await Promise.all([placeInVain(id, "handover-record"), placeInVain(id, "handover-record"), placeOrder(id)]);
    await placeOrder(id);
    expect(await db.mockDocument.count({ where: { iin, type: "id-card", status: "valid" } })).toBe(1);
    expect((await load(id)).state.outcome).toMatchObject({ kind: "granted" });
  });
});

/** How often RP DRN was told something about an application. */
const writesFor = (id: string) =>
  db.accessLog.count({ where: { applicationId: id, operation: { in: ["register", "move"] } } });

/** The request arrives; whoever sent it dies before the answer. */
async function placeInVain(id: string, stageId: string): Promise<void> {
  const application = await load(id);
  const stage = application.service.stages.find((one) => one.id === stageId);
  if (stage?.kind !== "order") throw new Error(`${stageId} is no order`);
  const now = await clockOf(application.applicant);
  const ports = await portsFor(application, portalReader, now);
  await stage.place(ports[stage.database] as never, subjectOf(application, localDateOf(now)));
}

/** An application whose next move is this order. */
async function standingAt(stage: string): Promise<{ id: string; iin: Iin }> {
  const before = {
    registration: "signed",
    coupon: "signed",
    production: "in-review",
    "handover-record": "ready",
  } as const;
  const { id, iin } = await walked(before[stage as keyof typeof before]);
  if (stage === "coupon") {
    await placeOrder(id);
    await judgeChecks(id);
  }
  const task = await openTaskOf(await load(id));
  if (task) {
    const act = stage === "production" ? decideAsOfficer : handOverAsOfficer;
    expect(await act(await load(id), task)).toBeNull();
  }
  expect(await stageOf(id, stage)).toMatchObject({ status: "open" });
  return { id, iin };
}

describe("what the production centre's incoming control sends back", () => {
  it("is reviewed again with the reason in view, and then made", async () => {
    const { id, iin } = await walked("in-review");
    const reason = "Қолтаңба үлгісінің шеті кесілген";
    await db.mockDocumentReturn.create({ data: { iin, reason } });
    const review = async () => (await load(id)).state.stages["review"]?.status;
    const toProduction = await walkApplication("id-card-renewal", iin, "ready");
    expect(toProduction).toMatchObject({ kind: "reached" });
    const events = await db.applicationEvent.findMany({ where: { applicationId: id }, orderBy: { seq: "asc" } });
    const types = events.map(({ type }) => type);
    expect(types.filter((type) => type === "order-sent-back")).toHaveLength(1);
    expect(types.filter((type) => type === "task-decided")).toHaveLength(2);
    expect(events.find(({ type }) => type === "order-sent-back")?.data).toMatchObject({
      params: { explanation: reason, returns: "1" },
    });
    expect(await review()).toBe("done");
    expect(await held(id)).toMatchObject({ status: "ready", returns: 1 });
  });
});
