import { afterAll, beforeAll, expect, it } from "vitest";
import { iinSchema } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { now as clockOf } from "@/lib/infra/clock";
import { claimTask, releaseTask } from "./claim-task";
import { decideTask, prepareDecision } from "./decide-task";
import { load, other, reviewer, wide } from "./officers-for-tests";
import { copyPerson } from "./qa/copy-person";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { signFor } from "./qa/test-keys";
import { walkApplication } from "./qa/walk";
import { openTaskOf } from "./qa/walk-officer";
import { viewTask } from "./view-task";
import { viewTimeliness } from "./view-timeliness";
import { viewWorkList } from "./view-work-list";

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

it("a task about a child is neither seen nor decided by the child's other parent, nor while ZAGS cannot say", async () => {
  const copied = await copyPerson(iinSchema.parse("840330441141"));
  if (!copied.ok) throw new Error(copied.error);
  const { iin, iins } = copied.value;
  const child = iinSchema.parse(iins["160512641285"]);
  const walked = await walkApplication("address-certificate", iin, "in-review", {
    form: { for: child, correct: "no" },
  });
  if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
  const task = await openTaskOf(await load(walked.id));
  if (!task) throw new Error("no task");
  const father = { iin: other.iin, roles: [task.role] };
  const stranger = { iin: reviewer.iin, roles: [task.role] };
  await db.mockCivilRecord.updateMany({ where: { type: "birth", child }, data: { father: father.iin } });
  expect(await viewTask(task.id, father)).toEqual({ kind: "relative", number: task.number });
  expect(await claimTask(task.id, father)).toBe("relative");
  const decision = { decision: "annul", reason: "address-is-right", comment: "Дұрыс" };
  const gone = { ok: false, error: { kind: "not-found" } };
  expect(await prepareDecision(task.id, father, decision, "kk")).toEqual(gone);
  expect(await decideTask({ taskId: task.id, officer: father, nonce: "0".repeat(32), cms: "" })).toEqual(gone);
  expect(await viewTask(task.id, { iin: child, roles: [task.role] })).toBeNull();
  await db.mockFault.create({ data: { database: "civil-status", kind: "error", iin: child } });
  expect(await claimTask(task.id, stranger)).toBe("kinship-unknown");
  await db.mockFault.deleteMany({ where: { iin: child } });
  expect(await claimTask(task.id, stranger)).toBe("claimed");
});

it("an address in either of two regions is for the units of both: one of them has the task, and enters what lies in its own", async () => {
  const almaty = "0201750031573946";
  const copied = await copyPerson(iinSchema.parse("910614341005"));
  if (!copied.ok) throw new Error(copied.error);
  const { iin } = copied.value;
  const { rka: stay = "" } = (await db.mockRegistration.findFirst({ where: { iin, kind: "temporary" } })) ?? {};
  const elsewhere = await db.mockDwelling.findFirstOrThrow({
    where: { kato: { startsWith: "75" }, rka: { notIn: [almaty, stay] } },
  });
  await db.mockRegistration.updateMany({ where: { iin, kind: "temporary" }, data: { rka: elsewhere.rka } });
  const walked = await walkApplication("address-certificate", iin, "in-review", { form: { correct: "no" } });
  if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
  const { id } = walked;
  const tasks = await db.task.findMany({ where: { applicationId: id }, orderBy: { role: "asc" } });
  expect(tasks.map(({ role }) => role)).toEqual(["town-unit:71", "town-unit:75"]);
  const [ours, theirs] = tasks.map((task) => task.id) as [string, string];
  const astana = { iin: reviewer.iin, roles: ["town-unit:71"] };
  const there = { iin: other.iin, roles: ["town-unit:75"] };
  const inBoth = { iin: other.iin, roles: [...astana.roles, ...there.roles] };
  for (const [officer, id] of [
    [inBoth, ours],
    [astana, ours],
    [there, theirs],
  ] as const) {
    const { items, counts } = await viewWorkList(officer, wide);
    expect(items.filter((item) => [ours, theirs].includes(item.id))).toMatchObject([{ id }]);
    expect(counts.all).toBe(items.length);
    const days = await viewTimeliness(officer, 14);
    expect(days.reduce((all, { openInTerm, overdue }) => all + openInTerm + overdue, 0)).toBe(counts.all);
  }
  const decision = { decision: "other-temporary", reason: null, comment: "", entry: almaty };

  const atOnce = await Promise.all([claimTask(ours, astana), claimTask(theirs, there)]);
  expect(atOnce.toSorted()).toEqual(["claimed", "held-by-another"]);
  await releaseTask(theirs, there.iin);
  expect(await claimTask(ours, astana)).toBe("claimed");
  expect(await claimTask(theirs, there)).toBe("held-by-another");
  expect(await claimTask(theirs, astana)).toBe("not-found");
  expect((await viewWorkList(there, wide)).items).toMatchObject([{ id: theirs, claim: "another" }]);
  expect(await prepareDecision(ours, astana, decision, "kk")).toMatchObject({
    error: { kind: "refused-by-database", field: "entry", message: expect.stringMatching(/\.elsewhere$/) as unknown },
  });
  expect(await prepareDecision(theirs, there, decision, "kk")).toMatchObject({ error: { kind: "not-claimed" } });

  expect(await prepareDecision(ours, { ...astana, roles: inBoth.roles }, decision, "kk")).toMatchObject({ ok: true });

  await releaseTask(ours, astana.iin);
  expect(await claimTask(theirs, there)).toBe("claimed");
  const prepared = await prepareDecision(theirs, there, decision, "kk");
  if (!prepared.ok) throw new Error(prepared.error.kind);
  const cms = await signFor(there.iin, prepared.value.text, await clockOf(there.iin));
  expect(await decideTask({ taskId: theirs, officer: there, nonce: prepared.value.nonce, cms })).toMatchObject({
    ok: true,
  });
  expect(await claimTask(ours, astana)).toBe("closed");
  expect(await db.task.findUnique({ where: { id: ours } })).toMatchObject({ decision: null, decidedBy: null });
  const done = await walkApplication("address-certificate", iin, "done");
  expect(done).toMatchObject({ kind: "reached", state: "granted" });
  const held = await db.mockRegistration.findFirst({ where: { iin, kind: "temporary" } });
  expect(held?.rka).toBe(almaty);
  const owners = await db.mockDwellingOwner.findMany({ where: { rka: almaty, until: null, iin: { not: null } } });
  expect(owners).not.toEqual([]);
  for (const { iin: owner } of owners)
    expect(await db.notice.count({ where: { iin: owner ?? "", kind: "corrected-to-yours" } })).toBe(1);
});
