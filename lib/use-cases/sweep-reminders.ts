import "server-only";
import { randomUUID } from "node:crypto";
import { isIin } from "@/lib/kernel/iin";
import { clockOffsetOf, now as clockOf, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { Prisma } from "@/lib/infra/db/generated/client";
import { sendJob } from "@/lib/infra/jobs";
import { log } from "@/lib/infra/log";

interface DueReminder {
  readonly id: string;
  readonly iin: string;
  readonly service: string;
  readonly expiresOn: string;
}

const mostAtOnce = 200;

/**
 * Sends every reminder that is due on its person's clock, in the cabinet and by SMS, once: its row says that it was sent in the same
 * transaction as the notice is made. Out: how many there were.
 */
export async function sweepReminders(): Promise<number> {
  const due = await db.$queryRaw<DueReminder[]>`
    SELECT id, iin, service, expires_on AS "expiresOn" FROM portal.reminder
    WHERE sent_at IS NULL AND due_at <= ${realNow()}::timestamptz + ${clockOffsetOf(Prisma.sql`reminder.iin`)}
    ORDER BY due_at
    LIMIT ${mostAtOnce}`;
  for (const reminder of due) {
    try {
      await send(reminder);
    } catch (error) {
      // One that fails comes again at the next sweep, and does not keep the others waiting.
      log.error("reminder-failed", { operation: "send-reminder", error });
    }
  }
  return due.length;
}

async function send({ id, iin, service, expiresOn }: DueReminder): Promise<void> {
  const at = await clockOf(isIin(iin) ? iin : undefined);
  await inTransaction(async (tx) => {
    const { count } = await tx.reminder.updateMany({ where: { id, sentAt: null }, data: { sentAt: at } });
    if (count === 0) return;
    const notice = randomUUID();
    await tx.notice.create({
      data: { id: notice, iin, kind: "renewal-reminder", params: { service, expiresOn }, at },
    });
    await sendJob(tx, "effect", { kind: "notify", notice }, `reminder/${id}`);
  });
}
