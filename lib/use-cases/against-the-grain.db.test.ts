import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { now as clockOf, setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { findApplication, lockApplication } from "./application-record";
import { cancelOrder } from "./cancel-order";
import { carryOutEffect } from "./carry-out-effect";
import { claimTask, releaseTask } from "./claim-task";
import { decideTask, prepareDecision } from "./decide-task";
import { judgeChecks } from "./judge-checks";
import { keepPicture } from "./keep-picture";
import { placeOrder } from "./place-order";
import { prepareSignature } from "./prepare-signature";
import { copyPerson } from "./qa/copy-person";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { signFor } from "./qa/test-keys";
import { walkApplication, type WalkTarget } from "./qa/walk";
import { openTaskOf } from "./qa/walk-officer";
import { saveStep } from "./save-step";
import { signApplication } from "./sign-application";
import { sweepDeadlines } from "./sweep-deadlines";
import { withdrawApplication } from "./withdraw-application";

const aigerim = iinSchema.parse("940416412502");
const reviewer = { iin: iinSchema.parse("850220369901"), roles: ["umd-officer:71"] };
const other = { iin: iinSchema.parse("890729485191"), roles: ["umd-officer:71"] };

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

async function person(): Promise<Iin> {
  const copied = await copyPerson(aigerim);
  if (!copied.ok) throw new Error(copied.error);
  return copied.value.iin;
}

async function walked(to: WalkTarget): Promise<{ id: string; iin: Iin }> {
  const iin = await person();
  const at = await walkApplication("id-card-renewal", iin, to);
  if (at.kind !== "reached") throw new Error(JSON.stringify(at));
  return { id: at.id, iin };
}

async function load(id: string) {
  const application = await findApplication(id);
  if (!application) throw new Error("it was just there");
  return application;
}

async function fault(database: string, iin: Iin, more: { kind?: string; ms?: number; times?: number } = {}) {
  await db.mockFault.create({ data: { database, kind: "error", iin, ...more } });
}

async function sign(id: string, iin: Iin) {
  const prepared = await prepareSignature(id, iin, "kk");
  if (!prepared.ok) throw new Error(prepared.error.kind);
  const { nonce, text } = prepared.value;
  return signApplication({ id, applicant: iin, nonce, cms: await signFor(iin, text, await clockOf(iin)) });
}

describe("KDP silent after it has consented", () => {
  it("refuses nobody when the checks are judged", async () => {
    const { id, iin } = await walked("draft");
    const { bytes } = await db.attachment.findFirstOrThrow({ where: { applicationId: id, stage: "photo" } });
    await saveStep({ id, applicant: iin, stage: "photo", input: { photo: new Uint8Array(bytes), recent: "on" } });
    await fault("access-control", iin);
    await judgeChecks(id);
    const { state } = await load(id);
    expect(Object.values(state.stages).map(({ status }) => status)).toContain("unanswered");
    expect(Object.values(state.stages).map(({ status }) => status)).not.toContain("refused");
    expect(state.outcome).toBeNull();
  });

  it("refuses nobody who signs: they are told to try again, and can", async () => {
    const { id, iin } = await walked("draft");
    await fault("access-control", iin);
    expect(await sign(id, iin)).toMatchObject({ ok: false, error: { kind: "unanswered" } });
    expect((await load(id)).state.outcome).toBeNull();
    await db.mockFault.deleteMany({ where: { iin } });
    expect(await sign(id, iin)).toMatchObject({ ok: true });
  });
});

describe("a signature", () => {
  it("is not kept when a rule that is judged again refuses", async () => {
    const { id, iin } = await walked("draft");
    await db.mockPerson.update({ where: { iin }, data: { capacity: "incapable" } });
    expect(await sign(id, iin)).toMatchObject({ ok: true });
    const { state } = await load(id);
    expect(state.outcome).toMatchObject({ kind: "refused", reason: "no-full-capacity" });
    expect(await db.signature.count({ where: { applicationId: id } })).toBe(0);
  });
});

describe("an order of an application that is withdrawn", () => {
  const registered = (key: string) => db.mockDocumentApplication.findUnique({ where: { key } });

  it("is taken back, though it is registered after the cancellation", async () => {
    const { id, iin } = await walked("signed");
    await fault("documents", iin, { kind: "slow", ms: 1_500, times: 1 });
    const placing = placeOrder(id);
    await wait(700);
    expect(await withdrawApplication(id, iin)).toMatchObject({ ok: true });
    await cancelOrder(id, "registration");
    expect(await registered(id)).toBeNull();
    await placing;
    expect(await registered(id)).toMatchObject({ status: "cancelled" });
    expect((await load(id)).state.outcome).toMatchObject({ kind: "withdrawn" });
  });

  it("is taken back by its job's second run, when the first was killed after registering", async () => {
    const { id, iin } = await walked("signed");
    const { service, state } = await load(id);
    const stage = service.stages.find((one) => one.id === "registration");
    if (stage?.kind !== "order") throw new Error("no order");
    await withdrawApplication(id, iin);
    await cancelOrder(id, "registration");
    await db.mockDocumentApplication.create({
      data: {
        key: id,
        iin,
        number: `T${id.slice(0, 8)}`,
        status: "registered",
        content: {},
        updatedAt: new Date(state.touchedAt),
      },
    });
    await carryOutEffect({ kind: "place-order", applicationId: id, stage: "registration" });
    expect(await registered(id)).toMatchObject({ status: "cancelled" });
  });

  it.each([
    ["is silent", (iin: Iin) => fault("access-control", iin)],
    ["lets the portal ask no more", (iin: Iin) => db.mockAccessRefusal.create({ data: { iin } })],
  ])("is taken back though KDP %s", async (_, shut) => {
    const { id, iin } = await walked("in-review");
    await withdrawApplication(id, iin);
    await shut(iin);
    await cancelOrder(id, "registration");
    expect(await registered(id)).toMatchObject({ status: "cancelled" });
  });

  it("stays to be taken back while RP DRN is silent", async () => {
    const { id, iin } = await walked("in-review");
    await withdrawApplication(id, iin);
    await fault("documents", iin);
    await expect(cancelOrder(id, "registration")).rejects.toThrow();
    await db.mockFault.deleteMany({ where: { iin } });
    await cancelOrder(id, "registration");
    expect(await registered(id)).toMatchObject({ status: "cancelled" });
  });

  it("is never taken back while the application goes on", async () => {
    const { id } = await walked("in-review");
    await cancelOrder(id, "registration");
    expect(await registered(id)).toMatchObject({ status: "coupon" });
  });
});

describe("the sweep of deadlines", () => {
  it("goes on past a row that fails, and does not meet it again at once", async () => {
    const { id, iin } = await walked("draft");
    const broken = await walked("draft");
    await db.deadline.updateMany({ where: { applicationId: broken.id }, data: { dueAt: new Date(0) } });
    await db.application.update({ where: { id: broken.id }, data: { state: {} } });
    const lapsed = await clockOf(iin);
    await db.deadline.updateMany({ where: { applicationId: id }, data: { dueAt: lapsed } });
    await sweepDeadlines();
    expect(await db.deadline.count({ where: { applicationId: broken.id, dueAt: { lte: lapsed } } })).toBe(0);
    expect(await db.deadline.count({ where: { applicationId: id, dueAt: { lte: lapsed } } })).toBe(0);
    expect(await sweepDeadlines()).toBe(0);
  });

  it("asks a database again less often, the longer it has been silent", async () => {
    const { id, iin } = await walked("signed");
    await fault("documents", iin);
    const next = async () => (await db.deadline.findFirstOrThrow({ where: { applicationId: id } })).dueAt;
    const waits: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      await setClock({ iin, now: await next() });
      await sweepDeadlines();
      waits.push(((await next()).getTime() - (await clockOf(iin)).getTime()) / 60_000);
    }
    expect(waits[0]).toBeLessThan(0.5);
    expect(waits.at(-1)).toBeGreaterThan(2);
  });
});

describe("a picture", () => {
  const rules = { formats: ["jpeg", "png"], maxBytes: 5_000_000 } as const;

  it("that is saved is not removed by an upload which knows an older form", async () => {
    const { id, iin } = await walked("draft");
    const before = await load(id);
    const bytes = await db.attachment.findFirstOrThrow({ where: { applicationId: id, stage: "photo" } });
    const stale = { ...before, state: { ...before.state, answers: {} } };
    const kept = await keepPicture(stale, "photo", new Uint8Array(bytes.bytes), rules);
    expect(kept.ok).toBe(true);
    expect(await db.attachment.count({ where: { id: bytes.id } })).toBe(1);
    expect(iin).toBe(before.applicant);
  });

  it("that another tab replaces at that moment is not saved as an answer", async () => {
    const { id, iin } = await walked("draft");
    const before = (await load(id)).state.answers["photo"];
    const { bytes } = await db.attachment.findFirstOrThrow({ where: { applicationId: id, stage: "photo" } });
    const kept = await keepPicture(await load(id), "photo", new Uint8Array(bytes), rules);
    if (!kept.ok) throw new Error(kept.error);
    const { attachment } = kept.value;
    const saving = await db.$transaction(async (tx) => {
      await lockApplication(tx, id);
      const input = { photoAttachment: attachment, recent: "on" };
      const running = saveStep({ id, applicant: iin, stage: "photo", input });
      await wait(500);
      await tx.attachment.delete({ where: { id: attachment } });
      return [running];
    });
    expect(await saving[0]).toEqual({ ok: false, error: { kind: "moved-on" } });
    expect((await load(id)).state.answers["photo"]).toEqual(before);
  });
});

describe("an officer", () => {
  it("whose claim ran out while they signed decides nothing", async () => {
    const { id } = await walked("in-review");
    const task = await openTaskOf(await load(id));
    if (!task) throw new Error("no task");
    expect(await claimTask(task.id, reviewer)).toBe("claimed");
    const prepared = await prepareDecision(task.id, reviewer, { decision: "approve", reason: null, comment: "" }, "kk");
    if (!prepared.ok) throw new Error(prepared.error.kind);
    const { nonce, text } = prepared.value;
    const cms = await signFor(reviewer.iin, text, await clockOf(reviewer.iin));
    const deciding = decideTask({ taskId: task.id, officer: reviewer, nonce, cms });
    await releaseTask(task.id, reviewer.iin);
    expect(await claimTask(task.id, other)).toBe("claimed");
    expect(await deciding).toEqual({ ok: false, error: { kind: "not-claimed" } });
    expect((await load(id)).state.stages["review"]?.status).toBe("open");
    expect(await db.signature.count({ where: { applicationId: id, signer: reviewer.iin } })).toBe(0);
  });

  it("does not take the task of a relative; another does", async () => {
    const { id, iin } = await walked("in-review");
    const task = await openTaskOf(await load(id));
    if (!task) throw new Error("no task");
    await db.mockCivilRecord.create({ data: { type: "birth", child: other.iin, mother: iin, date: "1989-07-29" } });
    expect(await claimTask(task.id, other)).toBe("relative");
    expect(await prepareDecision(task.id, other, { decision: "approve", reason: null, comment: "" }, "kk")).toEqual({
      ok: false,
      error: { kind: "not-found" },
    });
    expect(await claimTask(task.id, reviewer)).toBe("claimed");
  });

  it.each(["civil-status", "access-control"])(
    "takes nothing while %s is silent, and keeps what they hold",
    async (name) => {
      const { id, iin } = await walked("in-review");
      const task = await openTaskOf(await load(id));
      if (!task) throw new Error("no task");
      await fault(name, iin);
      expect(await claimTask(task.id, reviewer)).toBe("kinship-unknown");
      await db.mockFault.deleteMany({ where: { iin } });
      expect(await claimTask(task.id, reviewer)).toBe("claimed");
      await fault(name, iin);
      expect(await claimTask(task.id, reviewer)).toBe("claimed");
    },
  );

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("cannot decide %s", async (decision) => {
    const { id } = await walked("in-review");
    const task = await openTaskOf(await load(id));
    if (!task) throw new Error("no task");
    await claimTask(task.id, reviewer);
    const prepared = await prepareDecision(task.id, reviewer, { decision, reason: null, comment: "" }, "kk");
    expect(prepared).toEqual({ ok: false, error: { kind: "unknown-decision" } });
  });
});
