import "server-only";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { log } from "@/lib/infra/log";
import { isIin } from "@/lib/kernel/iin";
import { minutesToAskAgain } from "@/lib/process/deadlines";
import { changeApplication } from "./change-application";
import { judgeChecks } from "./judge-checks";
import { placeOrder } from "./place-order";

interface DueRow {
  readonly applicationId: string;
  readonly applicant: string;
  readonly stage: string;
  readonly kind: string;
  /** When the application last moved, on its applicant's clock. */
  readonly movedAt: Date;
}

const mostAtOnce = 200;
const minuteMs = 60_000;

/**
 * Lets every deadline pass that has come, each on its applicant's clock. Out: how many there were.
 * A deadline is a command like any other, so that one that has been overtaken does nothing. One that fails is logged and comes again
 * later: it neither keeps the others waiting nor stands before them at the next sweep.
 */
export async function sweepDeadlines(): Promise<number> {
  const due = await db.$queryRaw<DueRow[]>`
    SELECT d.application_id AS "applicationId", d.applicant, d.stage, d.kind, a.updated_at AS "movedAt"
    FROM portal.deadline d
    JOIN portal.application a ON a.id = d.application_id
    LEFT JOIN portal.clock own ON own.iin = d.applicant
    LEFT JOIN portal.clock everyone ON everyone.iin = '*'
    WHERE d.due_at <= ${realNow()}::timestamptz
      + COALESCE(own.offset_ms, everyone.offset_ms, 0) * INTERVAL '1 millisecond'
    ORDER BY d.due_at
    LIMIT ${mostAtOnce}`;
  for (const row of due) {
    try {
      await pass(row);
    } catch (error) {
      const { applicationId, kind } = row;
      log.error("deadline-failed", { applicationId, operation: kind, error });
    }
  }
  return due.length;
}

async function pass({ applicationId, applicant, stage, kind, movedAt }: DueRow): Promise<void> {
  // Moved on before anything is done: whatever comes of it, no sweep meets it again at once, and a slow database is not asked by each.
  const now = await clockOf(isIin(applicant) ? applicant : undefined);
  const minutes = minutesToAskAgain((now.getTime() - movedAt.getTime()) / minuteMs);
  const again = new Date(now.getTime() + minutes * minuteMs);
  await db.deadline.updateMany({ where: { applicationId, stage, kind, dueAt: { lte: now } }, data: { dueAt: again } });
  if (kind !== "ask-again") {
    await changeApplication({
      id: applicationId,
      actor: { kind: "portal" },
      command: { type: "pass-deadline", stage, deadline: kind },
    });
    return;
  }
  await judgeChecks(applicationId);
  await placeOrder(applicationId);
}
