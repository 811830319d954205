import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { Notice } from "@/lib/infra/db/generated/client";
import type { Evidence } from "@/lib/process/facts";
import { recordOf } from "./application-record";
import type { OwnApplication } from "./view-application";
import { localDateOf } from "@/lib/kernel/local-date";

/** A notice as it is kept: the page puts it into words. */
export interface CabinetNotice {
  readonly id: string;
  readonly kind: string;
  readonly applicationId: string | null;
  /** Empty for a notice about the account. */
  readonly service: string;
  /** What its words name: the application's number, a day. */
  readonly values: Evidence;
  readonly at: Date;
  readonly isRead: boolean;
}

export interface Cabinet {
  readonly applications: readonly OwnApplication[];
  /** The newest; `unread` counts all. */
  readonly notices: readonly CabinetNotice[];
  readonly unread: number;
  readonly now: Date;
}

const mostApplications = 50;
/** What stands beside the applications; the rest has a page of its own. */
const mostNotices = 5;
const allNotices = 200;

/** A citizen's cabinet: their applications, the last touched first, and their notices, newest first. */
export async function viewCabinet(iin: Iin): Promise<Cabinet> {
  const [now, rows, notices, unread] = await Promise.all([
    clockOf(iin),
    db.application.findMany({
      where: { applicant: iin, bin: null },
      orderBy: { updatedAt: "desc" },
      take: mostApplications,
      select: { id: true, state: true },
    }),
    db.notice.findMany({ where: { iin, bin: null }, orderBy: { at: "desc" }, take: mostNotices }),
    db.notice.count({ where: { iin, bin: null, readAt: null } }),
  ]);
  const today = localDateOf(now);
  return {
    now,
    unread,
    applications: rows.map((row) => ({ ...recordOf(row), now, today })),
    notices: notices.map(asShown),
  };
}

/** All notices of a person that the portal still shows, newest first. */
export async function viewNotices(iin: Iin): Promise<readonly CabinetNotice[]> {
  const notices = await db.notice.findMany({ where: { iin, bin: null }, orderBy: { at: "desc" }, take: allNotices });
  return notices.map(asShown);
}

/** A kept notice as a page shows it. */
export function asShown({ id, kind, applicationId, params, at, readAt }: Notice): CabinetNotice {
  const { service = "", ...values } = params as Readonly<Record<string, string>>;
  return { id, kind, applicationId, service, values, at, isRead: readAt !== null };
}

/** Marks all notices of a person as read. */
export async function markNoticesRead(iin: Iin): Promise<void> {
  await db.notice.updateMany({ where: { iin, bin: null, readAt: null }, data: { readAt: await clockOf(iin) } });
}
