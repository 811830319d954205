import "server-only";
import { err, type Result } from "@/lib/kernel/result";
import type { State } from "@/lib/process/state";
import { changeApplication, type ChangeFailure } from "./change-application";
import { ClaimLost, demandClaim, findTask, isHeldBy, type Officer } from "./task-access";

/**
 * Hands the result over to the applicant in person, against the coupon number that they bring [S4 §4.3, §11].
 * The officer holds the task.
 */
export async function handOver(
  taskId: string,
  officer: Officer,
  proof: string,
): Promise<Result<State, ChangeFailure | { readonly kind: "not-claimed" }>> {
  const found = await findTask(taskId, officer);
  if (!found) return err({ kind: "not-found" });
  if (!isHeldBy(found.task, officer.iin)) return err({ kind: "not-claimed" });
  const { task, application } = found;
  try {
    return await changeApplication({
      id: application.id,
      actor: { kind: "officer", ...officer },
      command: { type: "hand-over", stage: task.stage, role: task.role, proof },
      also: (tx) => demandClaim(tx, taskId, officer.iin),
    });
  } catch (error) {
    if (error instanceof ClaimLost) return err({ kind: "not-claimed" });
    throw error;
  }
}
