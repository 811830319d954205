import { afterAll, beforeAll, expect, it } from "vitest";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { claimTask } from "./claim-task";
import { forgetKeptDecision, keepDecision, viewKeptDecision } from "./keep-decision";
import { atWork, other, reviewer } from "./officers-for-tests";
import { loadDemoWorld } from "./qa/demo-world-for-tests";

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

const values = { decision: "annul", reason: undefined, comment: "Фотоны қайта түсіру керек" };

it(
  "keeps what the officer who had taken the task typed, for them alone, and forgets it",
  { timeout: 120_000 },
  async () => {
    const { task } = await atWork();
    await keepDecision({ officer: reviewer.iin, taskId: task.id, values });
    // Nobody has taken the task: what came is nobody's decision.
    expect(await viewKeptDecision(reviewer.iin, task.id)).toBeNull();
    await claimTask(task.id, reviewer);
    await keepDecision({ officer: reviewer.iin, taskId: task.id, values });
    expect(await viewKeptDecision(reviewer.iin, task.id)).toEqual({
      decision: values.decision,
      comment: values.comment,
    });
    await keepDecision({ officer: other.iin, taskId: task.id, values });
    expect(await viewKeptDecision(other.iin, task.id)).toBeNull();
    const row = await db.keptAnswer.findFirstOrThrow({ where: { iin: reviewer.iin, place: `task/${task.id}` } });
    expect(Buffer.from(row.sealed).toString("utf8")).not.toContain("Фото");
    await forgetKeptDecision(reviewer.iin, task.id);
    expect(await viewKeptDecision(reviewer.iin, task.id)).toBeNull();
  },
);

it(
  "keeps it though the claim has run out meanwhile, for a day, and nothing for a task that is closed",
  { timeout: 120_000 },
  async () => {
    const { task } = await atWork();
    await claimTask(task.id, reviewer);
    await db.task.update({ where: { id: task.id }, data: { claimedUntil: new Date(0) } });
    await keepDecision({ officer: reviewer.iin, taskId: task.id, values });
    expect(await viewKeptDecision(reviewer.iin, task.id)).not.toBeNull();
    await db.keptAnswer.updateMany({ where: { place: `task/${task.id}` }, data: { expiresAt: realNow() } });
    expect(await viewKeptDecision(reviewer.iin, task.id)).toBeNull();
    await db.task.update({ where: { id: task.id }, data: { closedAt: realNow() } });
    await keepDecision({ officer: reviewer.iin, taskId: task.id, values });
    expect(await viewKeptDecision(reviewer.iin, task.id)).toBeNull();
  },
);
