import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { audit } from "@/lib/infra/audit";
import { realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { findApplication, isUuid } from "./application-record";
import { approachTask, heldTogether, notOfRelative, ofOfficer, type Officer } from "./task-access";

/** Minutes for which a claimed task is an officer's alone. */
const claimMinutes = 15;

export type ClaimOutcome =
  | "claimed"
  | "held-by-another"
  | "closed"
  | "not-found"
  /** The officer is a close relative of the applicant. */
  | "relative"
  /** ZAGS did not say whether they are: then nobody takes the task. */
  | "kinship-unknown"
  /** KDP did not let the portal ask it. */
  | "access-denied";

/**
 * Claims a task for an officer, or prolongs their claim. A claim ends by itself, so that a task never stays with somebody who has
 * gone home. A task of another role or region, and one about the officer's own application, does not exist for them.
 * A relative's is not for them either: ZAGS is asked first, and while it is silent nobody takes the task.
 */
export async function claimTask(id: string, officer: Officer): Promise<ClaimOutcome> {
  const approach = await approachTask(id, officer);
  if (!approach) return "not-found";
  if (approach.kind !== "open") return approach.kind;
  const now = realNow();
  const together = heldTogether(approach);
  return inTransaction(async (tx) => {
    const task = await tx.task.findFirst({ where: { id, ...ofOfficer(officer), ...notOfRelative(officer) } });
    if (!task) return "not-found";
    if (task.closedAt) return "closed";
    const { count } = await tx.task.updateMany({
      where: {
        ...together,
        closedAt: null,
        OR: [{ claimedBy: null }, { claimedBy: officer.iin }, { claimedUntil: { lte: now } }],
      },
      data: { claimedBy: officer.iin, claimedUntil: new Date(now.getTime() + claimMinutes * 60_000) },
    });
    if (count === 0) return "held-by-another";
    if (task.claimedBy !== officer.iin) {
      await audit(tx, {
        actor: { kind: "officer", iin: officer.iin },
        action: "task-claimed",
        applicationId: task.applicationId,
        details: { task: id },
      });
      await tx.taskRecheck.deleteMany({ where: { task: together } });
    }
    return "claimed";
  });
}

/** Gives a claimed task back to the work list. */
export async function releaseTask(id: string, officer: Iin): Promise<void> {
  if (!isUuid(id)) return;
  const task = await db.task.findUnique({ where: { id } });
  const application = task && (await findApplication(task.applicationId));
  if (!application) return;
  const together = heldTogether({ task, application });
  await inTransaction(async (tx) => {
    const { count } = await tx.task.updateMany({
      where: { ...together, claimedBy: officer, closedAt: null },
      data: { claimedBy: null, claimedUntil: null },
    });
    if (count > 0) await tx.taskRecheck.deleteMany({ where: { task: together } });
  });
}
