import "server-only";
import { clockOffsetOf, now as clockOf, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { Prisma } from "@/lib/infra/db/generated/client";
import { log } from "@/lib/infra/log";
import { isIin } from "@/lib/kernel/iin";
import { secondsToAskAgain } from "@/lib/process/deadlines";
import { invoiceOf } from "./books";
import { changeApplication } from "./change-application";
import { judgeChecks } from "./judge-checks";
import { placeOrder } from "./place-order";
import { settlePayment } from "./settle-payment";
import { takePlace } from "./take-place";

interface DueRow {
  readonly applicationId: string;
  readonly applicant: string;
  readonly stage: string;
  readonly kind: string;
  /** When the application last moved, on its applicant's clock. */
  readonly movedAt: Date;
}

const mostAtOnce = 200;

/** Deadlines passed side by side: a database that takes its whole time limit over one application holds up one of so many. */
const sideBySide = 8;

/**
 * Lets every deadline pass that has come, each on its applicant's clock. Out: how many there were.
 * A deadline is a command like any other, so that one that has been overtaken does nothing. One that fails is logged and comes again
 * later: it neither keeps the others waiting nor stands before them at the next sweep. Terms go before questions, which may take long.
 */
export async function sweepDeadlines(): Promise<number> {
  const due = await db.$queryRaw<DueRow[]>`
    SELECT d.application_id AS "applicationId", d.applicant, d.stage, d.kind, a.updated_at AS "movedAt"
    FROM portal.deadline d
    JOIN portal.application a ON a.id = d.application_id
    WHERE d.due_at <= ${realNow()}::timestamptz + ${clockOffsetOf(Prisma.sql`d.applicant`)}
    ORDER BY d.kind = 'ask-again', d.due_at
    LIMIT ${mostAtOnce}`;
  const waiting = due.values();
  const work = async () => {
    for (const row of waiting) await attempt(row);
  };
  await Promise.all(Array.from({ length: sideBySide }, work));
  return due.length;
}

async function attempt(row: DueRow): Promise<void> {
  try {
    await pass(row);
  } catch (error) {
    const { applicationId, kind } = row;
    log.error("deadline-failed", { applicationId, operation: kind, error });
  }
}

async function pass({ applicationId, applicant, stage, kind, movedAt }: DueRow): Promise<void> {
  // Moved on before anything is done: whatever comes of it, no sweep meets it again at once, and a slow database is not asked by each.
  const now = await clockOf(isIin(applicant) ? applicant : undefined);
  const seconds = secondsToAskAgain((now.getTime() - movedAt.getTime()) / 1000);
  const { count } = await db.deadline.updateMany({
    where: { applicationId, stage, kind, dueAt: { lte: now } },
    data: { dueAt: new Date(now.getTime() + seconds * 1000) },
  });
  // Another sweep has it in hand.
  if (count === 0) return;
  // Whoever has paid is not cancelled because nobody heard of it: the provider is asked first, and again later when it does not answer.
  if (kind === "payment-lapses" && !(await isUnpaid(applicationId, stage))) return;
  if (kind !== "ask-again") {
    await changeApplication({
      id: applicationId,
      actor: { kind: "portal" },
      command: { type: "pass-deadline", stage, deadline: kind },
    });
    return;
  }
  await judgeChecks(applicationId);
  await takePlace(applicationId);
  await placeOrder(applicationId);
}

/** Whether the payment provider says that an invoice has not been paid; what has been is entered by the way. */
async function isUnpaid(applicationId: string, stage: string): Promise<boolean> {
  const invoice = await invoiceOf(applicationId, stage);
  const settled = invoice ? await settlePayment(invoice.number) : "open";
  return settled === "open" || settled === "cancelled" || settled === "reversed";
}
