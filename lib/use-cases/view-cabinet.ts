import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { recordOf } from "./application-record";
import type { OwnApplication } from "./view-application";
import { localDateOf } from "@/lib/kernel/local-date";

/** A notice as it is kept: the page puts it into words. */
export interface CabinetNotice {
  readonly id: string;
  readonly kind: string;
  readonly applicationId: string | null;
  readonly service: string;
  readonly number: string;
  readonly at: Date;
  readonly isRead: boolean;
}

export interface Cabinet {
  readonly applications: readonly OwnApplication[];
  readonly notices: readonly CabinetNotice[];
  readonly now: Date;
}

const mostApplications = 50;
const mostNotices = 30;

/** A citizen's cabinet: their applications, the last touched first, and their notices, newest first. */
export async function viewCabinet(iin: Iin): Promise<Cabinet> {
  const [now, rows, notices] = await Promise.all([
    clockOf(iin),
    db.application.findMany({
      where: { applicant: iin },
      orderBy: { updatedAt: "desc" },
      take: mostApplications,
      select: { id: true, state: true },
    }),
    db.notice.findMany({ where: { iin }, orderBy: { at: "desc" }, take: mostNotices }),
  ]);
  const today = localDateOf(now);
  return {
    now,
    applications: rows.map((row) => ({ ...recordOf(row), now, today })),
    notices: notices.map(({ id, kind, applicationId, params, at, readAt }) => {
      const { service, number } = params as { service: string; number: string };
      return { id, kind, applicationId, service, number, at, isRead: readAt !== null };
    }),
  };
}

/** Marks all notices of a person as read. */
export async function markNoticesRead(iin: Iin): Promise<void> {
  await db.notice.updateMany({ where: { iin, readAt: null }, data: { readAt: await clockOf(iin) } });
}
