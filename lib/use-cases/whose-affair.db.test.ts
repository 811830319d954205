import { afterAll, beforeAll, expect, it } from "vitest";
import { iinSchema } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { claimTask } from "./claim-task";
import { decideTask, prepareDecision } from "./decide-task";
import { load, other, reviewer } from "./officers-for-tests";
import { copyPerson } from "./qa/copy-person";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { walkApplication } from "./qa/walk";
import { openTaskOf } from "./qa/walk-officer";
import { viewTask } from "./view-task";

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
