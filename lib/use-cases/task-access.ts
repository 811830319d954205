import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { realNow } from "@/lib/infra/clock";
import { db, type Tx } from "@/lib/infra/db/client";
import type { Task } from "@/lib/infra/db/generated/client";
import { findApplication, isUuid, type ApplicationRecord } from "./application-record";

/** An officer at work: who they are, and the role strings of their account. */
export interface Officer {
  readonly iin: Iin;
  readonly roles: readonly string[];
}

export interface TaskWithApplication {
  readonly task: Task;
  readonly application: ApplicationRecord;
}

/**
 * A task that this officer may see: of a role and region of theirs, and not about their own application.
 * Null otherwise, exactly as for a task that does not exist.
 */
export async function findTask(id: string, officer: Officer): Promise<TaskWithApplication | null> {
  if (!isUuid(id)) return null;
  const task = await db.task.findFirst({
    where: { id, role: { in: [...officer.roles] }, applicant: { not: officer.iin } },
  });
  const application = task && (await findApplication(task.applicationId));
  return task && application ? { task, application } : null;
}

/** Whether anybody holds the task now. */
export function isHeld(task: Task): boolean {
  return task.closedAt === null && task.claimedUntil !== null && task.claimedUntil > realNow();
}

/** Whether the officer holds the task now: a claim that has not run out. */
export function isHeldBy(task: Task, officer: Iin): boolean {
  return task.claimedBy === officer && isHeld(task);
}

/** Thrown inside a transaction to undo it: the officer's claim has run out in the meantime, or the task has been closed. */
export class ClaimLost extends Error {
  override readonly name = "ClaimLost";
}

/** Makes sure, until the transaction ends, that the officer holds the task; throws ClaimLost when they do not. */
export async function demandClaim(tx: Tx, id: string, officer: Iin): Promise<void> {
  const { count } = await tx.task.updateMany({
    where: { id, claimedBy: officer, closedAt: null, claimedUntil: { gt: realNow() } },
    data: { claimedBy: officer },
  });
  if (count !== 1) throw new ClaimLost();
}
