import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { now as clockOf, setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { Task } from "@/lib/infra/db/generated/client";
import { decisiveAmong, differenceOf } from "@/lib/process/recheck";
import { claimTask, releaseTask } from "./claim-task";
import { decideTask, prepareDecision, type Decision } from "./decide-task";
import { approval, atWork, claimed, clerk, load, other, reviewer, type AtWork } from "./officers-for-tests";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { signFor } from "./qa/test-keys";
import { recheckOf, recheckTask } from "./recheck-task";
import { viewDecision } from "./view-decision";

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

async function rechecked({ id, task }: AtWork) {
  expect(await recheckTask(task.id, reviewer)).toBe("rechecked");
  const recheck = await recheckOf(task.id, reviewer.iin);
  if (!recheck) throw new Error("nothing was kept");
  const { state } = await load(id);
  const kinds = recheck.results.map((one) => [one.stage, differenceOf(state.evidence[one.stage] ?? {}, one).kind]);
  return { ...recheck, kinds: Object.fromEntries(kinds) as Readonly<Record<string, string>> };
}

async function loseCard(iin: Iin): Promise<void> {
  await db.mockDocument.updateMany({ where: { iin, type: "id-card" }, data: { status: "lost" } });
}

async function sign(task: Task, decision: Decision) {
  const prepared = await prepareDecision(task.id, reviewer, decision, "kk");
  if (!prepared.ok) throw new Error(prepared.error.kind);
  const { nonce, text } = prepared.value;
  const cms = await signFor(reviewer.iin, text, await clockOf(reviewer.iin));
  return { nonce, text, decide: () => decideTask({ taskId: task.id, officer: reviewer, nonce, cms }) };
}

describe("the checks asked again by the officer", () => {
  it("are the same while nothing has changed; each question is one row of the citizen's access log, with the officer as its reader", async () => {
    const at = await claimed();
    const { results, kinds } = await rechecked(at);
    expect(results.length).toBeGreaterThan(6);
    expect(new Set(Object.values(kinds))).toEqual(new Set(["same"]));
    const rows = await db.accessLog.findMany({ where: { subject: at.iin, reader: reviewer.iin } });
    const questions = rows.filter(({ database }) => database !== "access-control").map(({ operation }) => operation);
    expect(questions.toSorted()).toEqual([...new Set(questions)].toSorted());
    expect(questions).toEqual(expect.arrayContaining(["person", "documents", "registrations", "dataChanges", "phone"]));
    expect(questions).not.toContain("identify");
    for (const row of rows) expect(row).toMatchObject({ readerKind: "officer", readerRole: "umd-officer:71" });
  });

  it("show a card lost meanwhile: nobody approves without saying that they have seen it, and the signature says so", async () => {
    const at = await claimed();
    await loseCard(at.iin);
    const { results, kinds } = await rechecked(at);
    expect(kinds).toMatchObject({ card: "decisive", person: "same" });
    expect(decisiveAmong(results)).toMatchObject([{ stage: "card", reason: "card-lost" }]);
    expect(await prepareDecision(at.task.id, reviewer, approval, "kk")).toEqual({
      ok: false,
      error: { kind: "difference-unseen" },
    });
    const annulment = { decision: "annul", reason: "photo-quality", comment: "анық емес" };
    expect((await prepareDecision(at.task.id, reviewer, annulment, "kk")).ok).toBe(true);

    const { text, decide } = await sign(at.task, { ...approval, seesDifference: true });
    expect(text).toContain("Енді сәйкес емес: Куәлік және оның мерзімі");
    expect(await decide()).toMatchObject({ ok: true });
    const signature = await db.signature.findFirstOrThrow({ where: { applicationId: at.id, signer: reviewer.iin } });
    expect(signature.evidence).toMatchObject({
      recheck: {
        checks: expect.arrayContaining([{ stage: "card", difference: "decisive", reason: "card-lost" }]) as [],
      },
    });
    const card = (await load(at.id)).state.evidence["card"]?.["number"] ?? "none";
    expect(JSON.stringify(signature.evidence)).not.toContain(card);
    expect(text).not.toContain(card);
    expect(await db.taskRecheck.count({ where: { taskId: at.task.id } })).toBe(0);
  });

  it("show what has changed while they still pass", async () => {
    const at = await claimed();
    await db.mockPhone.update({ where: { iin: at.iin }, data: { number: "+77019998877" } });
    expect((await rechecked(at)).kinds).toMatchObject({ phone: "changed", card: "same" });
    expect((await prepareDecision(at.task.id, reviewer, approval, "kk")).ok).toBe(true);
  });

  it("note a silent database as silent, and stop nobody", async () => {
    const at = await claimed();
    await db.mockFault.create({ data: { database: "documents", kind: "error", iin: at.iin } });
    expect((await rechecked(at)).kinds).toMatchObject({ card: "unknown", "data-unchanged": "unknown", person: "same" });
    const { text } = await sign(at.task, approval);
    expect(text).toContain("Дерекқор жауап бермеді");
    await db.mockFault.deleteMany({ where: { iin: at.iin } });
    await db.mockFault.create({ data: { database: "access-control", kind: "error", iin: at.iin } });
    expect(new Set(Object.values((await rechecked(at)).kinds))).toEqual(new Set(["unknown"]));
  });

  it("do not hold the officer's own delay against the applicant: the window is that of the day of submission", async () => {
    const at = await claimed();
    await setClock({ iin: at.iin, advance: "P40D" });
    expect((await rechecked(at)).kinds).toMatchObject({ card: "same" });
  });

  it("make a decision prepared before them another document", async () => {
    const at = await claimed();
    const before = await sign(at.task, approval);
    expect(before.text).toContain("Дерекқорлар шешім алдында қайта сұралған жоқ");
    expect(await viewDecision(at.task.id, reviewer, before.nonce)).not.toBeNull();
    await loseCard(at.iin);
    await rechecked(at);
    expect(await viewDecision(at.task.id, reviewer, before.nonce)).toBeNull();
    expect(await before.decide()).toEqual({ ok: false, error: { kind: "document-gone" } });
    expect((await load(at.id)).state.stages["review"]?.status).toBe("open");
  });

  it("are asked by whoever holds the task alone, and go with the claim", async () => {
    const at = await atWork();
    expect(await recheckTask(at.task.id, reviewer)).toBe("not-claimed");
    await claimTask(at.task.id, reviewer);
    await rechecked(at);
    expect(await recheckTask(at.task.id, other)).toBe("not-claimed");
    expect(await recheckOf(at.task.id, other.iin)).toBeNull();
    await releaseTask(at.task.id, reviewer.iin);
    expect(await db.taskRecheck.count({ where: { taskId: at.task.id } })).toBe(0);
  });

  it("are nothing to a handover", async () => {
    const at = await atWork("ready");
    expect(await claimTask(at.task.id, clerk)).toBe("claimed");
    expect(await recheckTask(at.task.id, clerk)).toBe("nothing-to-ask");
  });
});
