import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { forgetKeptValues, keepValues, viewKeptValues, type KeptValues } from "./kept-values";

const placeOf = (taskId: string) => `task/${taskId}`;

/**
 * Keeps what an officer typed into a decision just after their session had ended, for a task that is open and that they had taken. That
 * they have seen a difference is not kept: they tick it when they see it.
 */
export async function keepDecision(kept: {
  readonly officer: Iin;
  readonly taskId: string;
  readonly values: { readonly [field in "decision" | "reason" | "comment" | "entry"]?: string | undefined };
}): Promise<void> {
  const { officer, taskId, values } = kept;
  const task = await db.task.findUnique({ where: { id: taskId }, select: { claimedBy: true, closedAt: true } });
  if (task?.claimedBy !== officer || task.closedAt !== null) return;
  const typed = Object.entries(values).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  if (typed.length > 0) await keepValues(officer, placeOf(taskId), Object.fromEntries(typed));
}

/** What was kept of this officer's decision, to be offered again; null when there is nothing. */
export function viewKeptDecision(officer: Iin, taskId: string): Promise<KeptValues | null> {
  return viewKeptValues(officer, placeOf(taskId));
}

/** Forgets it: the decision was prepared since. */
export function forgetKeptDecision(officer: Iin, taskId: string): Promise<void> {
  return forgetKeptValues(officer, placeOf(taskId));
}
