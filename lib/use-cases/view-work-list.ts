import "server-only";
import { addDays, endOfDay, localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { Officer } from "./task-access";

export interface WorkItem {
  readonly id: string;
  readonly number: string;
  readonly service: string;
  readonly stage: string;
  readonly role: string;
  readonly openedAt: Date;
  readonly dueAt: Date;
  /** Whose claim runs now. */
  readonly claim: "mine" | "another" | "free";
}

export interface WorkList {
  readonly items: readonly WorkItem[];
  readonly total: number;
  readonly pages: number;
  readonly now: Date;
  readonly terms: TermCounts;
}

/** How many open tasks fall due when, by calendar day. */
export interface TermCounts {
  readonly overdue: number;
  readonly today: number;
  readonly tomorrow: number;
  readonly later: number;
}

export const workListFilters = ["all", "mine", "free", "overdue"] as const;
export type WorkListFilter = (typeof workListFilters)[number];

const perPage = 20;

/**
 * The open tasks of an officer's roles and regions, the most urgent first; pages count from 1.
 * Their own applications are not among them.
 */
export async function viewWorkList(officer: Officer, filter: WorkListFilter, page: number): Promise<WorkList> {
  // Terms run on the applicants' clock, which is everyone's but in a played scenario; claims are between officers, in real time.
  const [now, real] = [await clockOf(), realNow()];
  const held = { claimedUntil: { gt: real } };
  const filters = {
    all: {},
    mine: { claimedBy: officer.iin, ...held },
    free: { OR: [{ claimedBy: null }, { claimedUntil: { lte: real } }] },
    overdue: { dueAt: { lt: now } },
  };
  const where = {
    role: { in: [...officer.roles] },
    closedAt: null,
    applicant: { not: officer.iin },
    ...filters[filter],
  };
  const [rows, total, terms] = await Promise.all([
    db.task.findMany({ where, orderBy: [{ dueAt: "asc" }, { id: "asc" }], skip: (page - 1) * perPage, take: perPage }),
    db.task.count({ where }),
    countTerms(officer, now),
  ]);
  const items = rows.map(({ id, number, service, stage, role, openedAt, dueAt, claimedBy, claimedUntil }): WorkItem => {
    const runs = claimedBy !== null && claimedUntil !== null && claimedUntil > real;
    const claim = !runs ? "free" : claimedBy === officer.iin ? "mine" : "another";
    return { id, number, service, stage, role, openedAt, dueAt, claim };
  });
  return { items, total, pages: Math.max(1, Math.ceil(total / perPage)), now, terms };
}

async function countTerms(officer: Officer, now: Date): Promise<TermCounts> {
  const today = localDateOf(now);
  const [endOfToday, endOfTomorrow] = [endOfDay(today), endOfDay(addDays(today, 1))];
  const [row] = await db.$queryRaw<TermCounts[]>`
    SELECT count(*) FILTER (WHERE due_at < ${now})::int AS overdue,
           count(*) FILTER (WHERE due_at >= ${now} AND due_at <= ${endOfToday})::int AS today,
           count(*) FILTER (WHERE due_at > ${endOfToday} AND due_at <= ${endOfTomorrow})::int AS tomorrow,
           count(*) FILTER (WHERE due_at > ${endOfTomorrow})::int AS later
    FROM portal.task
    WHERE role = ANY(${[...officer.roles]}) AND closed_at IS NULL AND applicant <> ${officer.iin}`;
  return row ?? { overdue: 0, today: 0, tomorrow: 0, later: 0 };
}
