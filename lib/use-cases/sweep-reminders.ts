import "server-only";
import { randomUUID } from "node:crypto";
import { isIin, type Iin } from "@/lib/kernel/iin";
import { audit } from "@/lib/infra/audit";
import { clockOffsetOf, now as clockOf, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { Prisma } from "@/lib/infra/db/generated/client";
import { sendJob } from "@/lib/infra/jobs";
import { log } from "@/lib/infra/log";
import { findApplication } from "./application-record";
import { stillDue } from "./reminders/still-due";
import { tellApplicant } from "./tell-applicant";

interface DueReminder {
  readonly id: string;
  readonly iin: string;
  readonly kind: string;
  readonly service: string;
  readonly subject: string;
  readonly expiresOn: string;
}

const mostAtOnce = 200;

/** How long nobody else takes up a reminder that somebody has in hand, and when it comes again if that came to nothing. */
const inHandMs = 5 * 60_000;

/** The notice that each kind becomes, and where in the cabinet something can be done about it. */
function noticeOf({ kind, subject }: DueReminder): { readonly kind: string; readonly page?: string } {
  switch (kind) {
    case "renewal":
      return { kind: "renewal-reminder" };
    case "stay":
      return { kind: "stay-ends", page: "/cabinet/address" };
    case "paper":
      return { kind: "paper-ends", page: `/cabinet/applications/${subject}` };
    default:
      throw new Error("A reminder of an unknown kind");
  }
}

/**
 * Sends every reminder that is due on its person's clock, in the cabinet and by SMS, once: its row says that it was sent in the same transaction as the
 * notice is made. Of an entity's paper whoever prepared its application is reminded, and those who may sign for the entity, each on the entity's page
 * and to the address of its account. What is no longer so is not reminded of. Out: how many there were.
 */
export async function sweepReminders(): Promise<number> {
  const due = await db.$queryRaw<DueReminder[]>`
    SELECT id, iin, kind, service, subject, expires_on AS "expiresOn" FROM portal.reminder
    WHERE sent_at IS NULL AND due_at <= ${realNow()}::timestamptz + ${clockOffsetOf(Prisma.sql`reminder.iin`)}
    ORDER BY due_at
    LIMIT ${mostAtOnce}`;
  for (const reminder of due) {
    try {
      await attempt(reminder);
    } catch (error) {
      // One that fails comes again at a later sweep, and does not keep the others waiting.
      log.error("reminder-failed", { operation: "send-reminder", error });
    }
  }
  return due.length;
}

async function attempt(reminder: DueReminder): Promise<void> {
  const { id, iin } = reminder;
  if (!isIin(iin)) throw new Error("A reminder of nobody");
  const at = await clockOf(iin);
  // Moved on before anything is asked: two sweeps do not ask about one reminder, nor does each sweep ask a silent database.
  const { count } = await db.reminder.updateMany({
    where: { id, sentAt: null, dueAt: { lte: at } },
    data: { dueAt: new Date(at.getTime() + inHandMs) },
  });
  if (count === 0) return;
  switch (await stillDue(reminder, iin, at)) {
    case "due":
      return send(reminder, at);
    case "over":
      return forget(reminder, iin);
    case "ask-later":
      return;
  }
}

async function send(reminder: DueReminder, at: Date): Promise<void> {
  const { id, iin, service, expiresOn } = reminder;
  const { kind, page } = noticeOf(reminder);
  await inTransaction(async (tx) => {
    const { count } = await tx.reminder.updateMany({ where: { id, sentAt: null }, data: { sentAt: at } });
    if (count === 0) return;
    const application = reminder.kind === "paper" ? await findApplication(reminder.subject) : null;
    if (application && application.bin !== null) {
      await tellApplicant(tx, application.state, "paper-ends", "", { expiresOn }, at);
      return;
    }
    const notice = randomUUID();
    const params = { service, expiresOn, ...(page === undefined ? {} : { page }) };
    await tx.notice.create({ data: { id: notice, iin, kind, params, at } });
    await sendJob(tx, "effect", { kind: "notify", notice }, `reminder/${id}`);
  });
}

/** What has ended early, was made longer or is followed by another needs no reminder any more. */
async function forget({ id, kind, service }: DueReminder, iin: Iin): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.reminder.deleteMany({ where: { id, iin, sentAt: null } });
    if (count === 0) return;
    const details = { reminder: id, kind, service };
    await audit(tx, { actor: { kind: "portal" }, action: "reminder-needless", applicationId: null, details });
  });
}
