import "server-only";
import { addDays, localDate, localDateOf, startOfDay, type LocalDate } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { Officer } from "./task-access";
import { handovers, isCounted } from "./view-work-list";

/** How the tasks that were received on one day stand now against their terms [S4 §11]. */
export interface DayOfTerms {
  readonly day: LocalDate;
  readonly doneInTerm: number;
  readonly doneLate: number;
  readonly openInTerm: number;
  readonly overdue: number;
}

export const timelinessSpans = [14, 30] as const;
export type TimelinessSpan = (typeof timelinessSpans)[number];

/**
 * The last days, the oldest first, as one query counts them: the tasks of an officer's roles and regions by the day on which they came.
 * A result that waits for its owner has no term; a task that ended without a decision (the applicant withdrew) is nobody's doing.
 */
export async function viewTimeliness(officer: Officer, span: TimelinessSpan): Promise<readonly DayOfTerms[]> {
  const now = await clockOf();
  const today = localDateOf(now);
  const first = addDays(today, 1 - span);
  const rows = await db.$queryRaw<{ day: string; done: number; late: number; open: number; overdue: number }[]>`
    SELECT (opened_at AT TIME ZONE INTERVAL '+05:00')::date::text AS day,
           (count(*) FILTER (WHERE decision IS NOT NULL AND closed_at <= due_at))::int AS done,
           (count(*) FILTER (WHERE decision IS NOT NULL AND closed_at > due_at))::int AS late,
           (count(*) FILTER (WHERE closed_at IS NULL AND due_at >= ${now}))::int AS open,
           (count(*) FILTER (WHERE closed_at IS NULL AND due_at < ${now}))::int AS overdue
    FROM portal.task t
    WHERE role = ANY(${[...officer.roles]}) AND opened_at >= ${startOfDay(first)} AND applicant <> ${officer.iin}
      AND NOT (service || '/' || stage = ANY(${[...handovers]})) AND (closed_at IS NOT NULL OR ${isCounted(officer)})
    GROUP BY 1`;
  const known = new Map(rows.map((row) => [localDate(row.day), row]));
  return Array.from({ length: span }, (_, index) => {
    const day = addDays(first, index);
    const { done = 0, late = 0, open = 0, overdue = 0 } = known.get(day) ?? {};
    return { day, doneInTerm: done, doneLate: late, openInTerm: open, overdue };
  });
}
