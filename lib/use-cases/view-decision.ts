import "server-only";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { Decision } from "./decide-task";
import { recheckOf, timeOfRecheck } from "./recheck-task";
import { findTask, isHeldBy, type Officer, type TaskWithApplication } from "./task-access";

export interface PreparedDecision extends TaskWithApplication {
  readonly nonce: string;
  /** On the officer's clock. */
  readonly now: Date;
  readonly text: string;
  readonly documentBase64: string;
  readonly decision: Decision;
}

/**
 * A decision that the officer has prepared and not yet signed; null when it is gone, the task is no longer theirs, or they have asked
 * the databases again since.
 */
export async function viewDecision(taskId: string, officer: Officer, nonce: string): Promise<PreparedDecision | null> {
  const found = await findTask(taskId, officer);
  if (!found || !isHeldBy(found.task, officer.iin)) return null;
  const request = await db.signatureRequest.findFirst({
    where: { nonce, signer: officer.iin, purpose: `decide-task:${taskId}`, usedAt: null, expiresAt: { gt: realNow() } },
  });
  if (request?.seq !== found.application.state.seq) return null;
  const decision = request.content as unknown as Decision & { readonly recheckedAt: string | null };
  if (timeOfRecheck(await recheckOf(taskId, officer.iin)) !== decision.recheckedAt) return null;
  return {
    ...found,
    nonce,
    now: await clockOf(officer.iin),
    text: new TextDecoder().decode(request.document),
    documentBase64: Buffer.from(request.document).toString("base64"),
    decision,
  };
}
