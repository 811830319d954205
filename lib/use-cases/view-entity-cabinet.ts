import "server-only";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { isOpenTo, maySubmit, type ActsForEntity } from "@/lib/process/applicant";
import { recordOf } from "./application-record";
import { asShown, type Cabinet } from "./view-cabinet";

const mostApplications = 50;
const mostNotices = 20;

/** An entity's cabinet for somebody who acts for it: its applications that are open to them, the last touched first, and what they were told of them. */
export async function viewEntityCabinet(applicant: ActsForEntity): Promise<Cabinet> {
  const { iin, bin, right } = applicant;
  const [rows, notices, unread] = await Promise.all([
    db.application.findMany({
      // Whoever may not submit sees what they have prepared; the last of those, however many others there are.
      where: maySubmit(right) ? { bin } : { bin, applicant: iin },
      orderBy: { updatedAt: "desc" },
      take: mostApplications,
      select: { id: true, state: true },
    }),
    db.notice.findMany({ where: { iin, bin }, orderBy: { at: "desc" }, take: mostNotices }),
    db.notice.count({ where: { iin, bin, readAt: null } }),
  ]);
  const open = rows.map(recordOf).filter(({ state }) => isOpenTo(state, applicant));
  const applications = await Promise.all(
    open.map(async (application) => {
      const now = await clockOf(application.applicant);
      return { ...application, now, today: localDateOf(now) };
    }),
  );
  return { now: await clockOf(iin), unread, applications, notices: notices.map(asShown) };
}

/** Marks all that somebody was told of an entity's applications as read. */
export async function markEntityNoticesRead({ iin, bin }: ActsForEntity): Promise<void> {
  await db.notice.updateMany({ where: { iin, bin, readAt: null }, data: { readAt: await clockOf(iin) } });
}
