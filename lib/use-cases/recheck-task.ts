import "server-only";
import { z } from "zod";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import type { Iin } from "@/lib/kernel/iin";
import { checksToRepeat, differenceOf, recheck, type Rechecked } from "@/lib/process/recheck";
import type { Prisma } from "@/lib/infra/db/generated/client";
import type { ApplicationRecord } from "./application-record";
import { gatherFacts } from "./gather-facts";
import { ClaimLost, demandClaim, findTask, isHeldBy, taskStage, type Officer } from "./task-access";

const values = z.record(z.string(), z.string());
const resultsSchema = z.array(
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("passed"), stage: z.string(), evidence: values }),
    z.object({ kind: z.literal("refused"), stage: z.string(), reason: z.string(), params: values }),
    z.object({ kind: z.literal("silent"), stage: z.string(), databases: z.array(z.string()) }),
  ]),
);

/** What the state databases said when an officer asked them again. */
export interface Recheck {
  /** Real time. */
  readonly at: Date;
  readonly results: readonly Rechecked[];
}

/**
 * Asks the state databases of a task's checks once more, on behalf of the officer who holds it: each question once, all at the same
 * time, each a row in the citizen's access log with the officer as its reader. The wait is the gateway's; whoever is silent is noted
 * as silent. What came of it is kept for the task's page until the claim ends. Nothing happens to the application.
 */
export async function recheckTask(
  taskId: string,
  officer: Officer,
): Promise<"rechecked" | "nothing-to-ask" | "not-claimed" | "not-found"> {
  const found = await findTask(taskId, officer);
  if (!found) return "not-found";
  const { task, application } = found;
  if (!isHeldBy(task, officer.iin)) return "not-claimed";
  const stage = taskStage(found);
  const checks = stage ? checksToRepeat(application.service, application.state, stage) : [];
  if (checks.length === 0) return "nothing-to-ask";
  const facts = await gatherFacts(
    application,
    checks.flatMap((check) => check.uses),
    { kind: "officer", iin: officer.iin, role: task.role },
    await clockOf(application.applicant),
  );
  const results = recheck(application.service, application.state, checks, facts).map((one) => ({ ...one }));
  try {
    await inTransaction(async (tx) => {
      await demandClaim(tx, taskId, officer.iin);
      const row = { officer: officer.iin, at: realNow(), results: JSON.parse(JSON.stringify(results)) as object[] };
      await tx.taskRecheck.upsert({ where: { taskId }, create: { taskId, ...row }, update: row });
    });
  } catch (error) {
    if (error instanceof ClaimLost) return "not-claimed";
    throw error;
  }
  return "rechecked";
}

/** What came of the officer's last question about a task; null when they have not asked since they took it. */
export async function recheckOf(taskId: string, officer: Iin): Promise<Recheck | null> {
  const row = await db.taskRecheck.findUnique({ where: { taskId } });
  return row?.officer === officer ? { at: row.at, results: resultsSchema.parse(row.results) } : null;
}

/**
 * What the signature of a decision keeps of the officer's last question: which checks stood how, and nothing of what the databases
 * said about the person.
 */
export function recheckRecord({ state }: ApplicationRecord, recheck: Recheck | null): Prisma.InputJsonObject {
  if (recheck === null) return { recheck: null };
  const standing = recheck.results.map((now) => ({
    stage: now.stage,
    difference: differenceOf(state.evidence[now.stage] ?? {}, now).kind,
    ...(now.kind === "refused" ? { reason: now.reason } : {}),
    ...(now.kind === "silent" ? { databases: [...now.databases] } : {}),
  }));
  return { recheck: { at: recheck.at.toISOString(), checks: standing } };
}

/** What a prepared decision remembers of the officer's last question, to notice that they have asked again. */
export function timeOfRecheck(recheck: Recheck | null): string | null {
  return recheck?.at.toISOString() ?? null;
}
