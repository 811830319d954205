import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { carryOutEffect } from "./carry-out-effect";
import { findApplication } from "./application-record";
import { judgeChecks } from "./judge-checks";
import { placeOrder } from "./place-order";
import { copyPerson } from "./qa/copy-person";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { faultKinds, setFault } from "./qa/faults";
import { walkApplication } from "./qa/walk";
import { saveStep } from "./save-step";
import { startApplication } from "./start-application";
import { sweepDeadlines } from "./sweep-deadlines";
import { viewSilence } from "./view-silence";
import { openOwnApplication } from "./view-application";

const aigerim = iinSchema.parse("940416412502");
const service = "id-card-renewal";

/** One question may take five seconds, its grace included; KDP is asked before the others. */
const mostSecondsAQuestion = 5.3;

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

async function person(): Promise<Iin> {
  const copied = await copyPerson(aigerim);
  if (!copied.ok) throw new Error(copied.error);
  return copied.value.iin;
}

async function load(id: string) {
  const application = await findApplication(id);
  if (!application) throw new Error("it was just there");
  return application;
}

/** An application that has just been agreed to: its first checks are due. */
async function agreed(iin: Iin): Promise<string> {
  const started = await startApplication(service, iin);
  if (!started.ok) throw new Error(started.error.kind);
  const { id } = started.value;
  const saved = await saveStep({ id, applicant: iin, stage: "data-access", input: { consent: "on" } });
  if (!saved.ok) throw new Error(saved.error.kind);
  return id;
}

async function signed(iin: Iin): Promise<string> {
  const walked = await walkApplication(service, iin, "signed");
  if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
  return walked.id;
}

/** Lets the hours of the next questions come, as often as the sweep of a test beside this one may have put one in vain. */
async function untilItGoesOn(id: string, iin: Iin): Promise<void> {
  const { seq } = (await load(id)).state;
  for (let round = 0; round < 5 && (await load(id)).state.seq === seq; round += 1) {
    const next = await db.deadline.findFirstOrThrow({ where: { applicationId: id, kind: "ask-again" } });
    await setClock({ iin, now: next.dueAt });
    await sweepDeadlines();
  }
}

/** Seconds of real time that the work takes. */
async function secondsFor(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const eligibility = [
  "access-control",
  "individuals",
  "mobile-citizens",
  "digital-id",
  "civil-status",
  "documents",
] as const;

/** A slow database: it begins to answer, and is not done when the time is over. */
const msOf = (kind: (typeof faultKinds)[number]) => (kind === "slow" ? { ms: 8_000 } : {});
const isAnswer = (status: string | undefined) => status === "done" || status === "refused";

describe.each(eligibility)("while %s fails, an application", (database) => {
  it.concurrent.each(faultKinds)(
    "(%s) waits for a bounded time, is neither refused nor approved, and goes on by itself",
    async (kind) => {
      const iin = await person();
      const id = await agreed(iin);
      await setFault({ database, kind, iin, ...msOf(kind) });
      expect(await secondsFor(() => judgeChecks(id))).toBeLessThan(5 * mostSecondsAQuestion);

      const { state, service: declared } = await load(id);
      const silent = Object.values(state.stages).flatMap((at) => (at.status === "unanswered" ? at.databases : []));
      expect([...new Set(silent)]).toEqual([database]);
      expect(state.outcome).toBeNull();
      const judged = declared.stages.filter(
        (stage) =>
          stage.kind === "check" &&
          stage.uses.some((name) => declared.reads[name]?.database === database) &&
          isAnswer(state.stages[stage.id]?.status),
      );
      expect(judged).toEqual([]);
      const shown = await openOwnApplication(id, iin);
      expect(shown && (await viewSilence(shown))).toMatchObject({ databases: [database], isLong: false });

      await db.mockFault.deleteMany({ where: { iin } });
      await untilItGoesOn(id, iin);
      expect((await load(id)).state.stages["card"]).toMatchObject({ status: "done" });
    },
    120_000,
  );
});

describe("while SIC fails, a signed application", () => {
  it.concurrent.each(faultKinds)(
    "(%s) waits before the duty, and goes on by itself",
    async (kind) => {
      const iin = await person();
      const id = await signed(iin);
      await placeOrder(id);
      await setFault({ database: "social-status", kind, iin, ...msOf(kind) });
      expect(await secondsFor(() => judgeChecks(id))).toBeLessThan(2 * mostSecondsAQuestion);
      expect((await load(id)).state.stages["social-status"]).toMatchObject({ status: "unanswered" });
      expect((await load(id)).state.stages["state-duty"]).toBeUndefined();
      await db.mockFault.deleteMany({ where: { iin } });
      await untilItGoesOn(id, iin);
      expect((await load(id)).state.stages["social-status"]).toMatchObject({ status: "done" });
    },
    120_000,
  );
});

describe("while RP DRN fails, an order", () => {
  it.concurrent.each(faultKinds)(
    "(%s) waits, is asked about, and is placed once",
    async (kind) => {
      const iin = await person();
      const id = await signed(iin);
      await setFault({ database: "documents", kind, iin, ...msOf(kind) });
      expect(await secondsFor(() => placeOrder(id))).toBeLessThan(2 * mostSecondsAQuestion);
      expect((await load(id)).state.stages["registration"]).toMatchObject({ status: "open" });
      await db.mockFault.deleteMany({ where: { iin } });
      await untilItGoesOn(id, iin);
      expect((await load(id)).state.stages["registration"]).toMatchObject({ status: "done" });
      expect(await db.mockDocumentApplication.count({ where: { iin } })).toBe(1);
    },
    120_000,
  );
});

describe("while the SMS gateway fails, a notice", () => {
  it.concurrent.each(faultKinds)("(%s) stands in the cabinet, and its SMS is sent once, later", async (kind) => {
    const iin = await person();
    const id = await signed(iin);
    const notice = await db.notice.findFirstOrThrow({ where: { applicationId: id } });
    await setFault({ database: "messages", kind, iin, ...msOf(kind) });
    await expect(carryOutEffect({ kind: "notify", notice: notice.id })).rejects.toThrow();
    await db.mockFault.deleteMany({ where: { iin } });
    await carryOutEffect({ kind: "notify", notice: notice.id });
    await carryOutEffect({ kind: "notify", notice: notice.id });
    expect(await db.mockMessage.count({ where: { key: notice.id } })).toBe(1);
  });
});

describe("whoever waited", () => {
  const noticesOf = async (id: string) =>
    (await db.notice.findMany({ where: { applicationId: id }, orderBy: { at: "asc" } })).map(({ kind }) => kind);

  async function silentFor(minutes: number): Promise<{ id: string; iin: Iin }> {
    const iin = await person();
    const id = await agreed(iin);
    await setFault({ database: "civil-status", kind: "error", iin, minutes });
    await judgeChecks(id);
    for (let passed = 0; passed <= minutes; passed += 1) {
      await setClock({ iin, advance: "PT1M" });
      await sweepDeadlines();
    }
    return { id, iin };
  }

  it("for two minutes is told once that the form goes on", async () => {
    const { id, iin } = await silentFor(2);
    expect((await load(id)).state.stages["data-unchanged"]).toMatchObject({ status: "done" });
    expect(await noticesOf(id)).toEqual(["checks-answered"]);
    await judgeChecks(id);
    await sweepDeadlines();
    expect(await noticesOf(id)).toEqual(["checks-answered"]);
    expect(await db.notice.count({ where: { iin } })).toBe(1);
  });

  it("for fifteen minutes is shown the service centre meanwhile, and told once", async () => {
    const iin = await person();
    const id = await agreed(iin);
    await setFault({ database: "mobile-citizens", kind: "timeout", ms: 50, iin, minutes: 15 });
    await judgeChecks(id);
    const silence = async () => {
      const shown = await openOwnApplication(id, iin);
      return shown && viewSilence(shown);
    };
    const since = (await silence())?.since;
    await setClock({ iin, advance: "PT10M" });
    expect(await silence()).toMatchObject({ isLong: true, isByLaw: true, hasPhone: true, since });
    await sweepDeadlines();
    expect(await noticesOf(id)).toEqual([]);
    await setClock({ iin, advance: "PT5M" });
    await sweepDeadlines();
    // BMG's check is followed by others, one after the other: they are told when the last has answered.
    expect((await load(id)).state.stages["card"]).toMatchObject({ status: "done" });
    expect(await noticesOf(id)).toEqual(["checks-answered"]);
    expect(await silence()).toBeNull();
  });

  it("for seconds is told nothing: they are sitting before the page", async () => {
    const iin = await person();
    const id = await agreed(iin);
    await setFault({ database: "civil-status", kind: "error", iin });
    await judgeChecks(id);
    await db.mockFault.deleteMany({ where: { iin } });
    await setClock({ iin, advance: "PT35S" });
    await sweepDeadlines();
    expect((await load(id)).state.stages["card"]).toMatchObject({ status: "done" });
    expect(await noticesOf(id)).toEqual([]);
  });

  it.each([
    [9, []],
    [11, ["application-goes-on"]],
  ])("with a signed application for %d minutes is told %j", async (minutes, expected) => {
    const iin = await person();
    const id = await signed(iin);
    await setFault({ database: "documents", kind: "error", iin, minutes });
    await placeOrder(id);
    await setClock({ iin, advance: `PT${String(minutes)}M` });
    await sweepDeadlines();
    expect((await load(id)).state.stages["registration"]).toMatchObject({ status: "done" });
    expect((await noticesOf(id)).filter((kind) => kind === "application-goes-on")).toEqual(expected);
  });
});
