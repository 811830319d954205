import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { audit } from "@/lib/infra/audit";
import { realNow } from "@/lib/infra/clock";
import { inTransaction } from "@/lib/infra/db/client";
import { isUuid } from "./application-record";

/** Minutes for which a claimed task is an officer's alone. */
const claimMinutes = 15;

export type ClaimOutcome = "claimed" | "held-by-another" | "closed" | "not-found";

/**
 * Claims a task for an officer, or prolongs their claim. A claim ends by itself, so that a task never stays with somebody who has
 * gone home. A task of another role or region, and one about the officer's own application, does not exist for them.
 */
export async function claimTask(
  id: string,
  officer: { readonly iin: Iin; readonly roles: readonly string[] },
): Promise<ClaimOutcome> {
  if (!isUuid(id)) return "not-found";
  const now = realNow();
  return inTransaction(async (tx) => {
    const visible = { id, role: { in: [...officer.roles] }, applicant: { not: officer.iin } };
    const task = await tx.task.findFirst({ where: visible });
    if (!task) return "not-found";
    if (task.closedAt) return "closed";
    const { count } = await tx.task.updateMany({
      where: {
        ...visible,
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
    }
    return "claimed";
  });
}

/** Gives a claimed task back to the work list. */
export async function releaseTask(id: string, officer: Iin): Promise<void> {
  if (!isUuid(id)) return;
  await inTransaction((tx) =>
    tx.task.updateMany({
      where: { id, claimedBy: officer, closedAt: null },
      data: { claimedBy: null, claimedUntil: null },
    }),
  );
}
