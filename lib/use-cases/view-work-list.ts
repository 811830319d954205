import "server-only";
import { addDays, endOfDay, localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { Prisma } from "@/lib/infra/db/generated/client";
import type { Stage, TaskTerm } from "@/lib/process/stages";
import { taskTermOf } from "@/lib/process/term";
import { serviceToday, services } from "@/lib/services";
import type { Officer } from "./task-access";

export interface WorkItem {
  readonly id: string;
  readonly number: string;
  readonly service: string;
  readonly stage: string;
  readonly role: string;
  readonly openedAt: Date;
  readonly dueAt: Date;
  /** Undefined for a handover. */
  readonly term: TaskTerm | undefined;
  /** Whose claim runs now. */
  readonly claim: "mine" | "another" | "free";
  /** A result that waits for its owner: there is no term for the officer, `dueAt` is the day of the reminder. */
  readonly isHandover: boolean;
  /** ZAGS has named the applicant as the officer's close relative: the row is all they see. */
  readonly isRelative: boolean;
}

export const workStates = ["all", "in-term", "soon", "overdue"] as const;
export const workHolders = ["all", "mine", "free"] as const;
export const workOrders = ["due", "newest", "number"] as const;

export interface WorkListQuery {
  /** The id of a service; null for all. */
  readonly service: string | null;
  /** By the officers' term; "soon" is today or tomorrow. Whatever waits for its owner is in term. */
  readonly state: (typeof workStates)[number];
  readonly holder: (typeof workHolders)[number];
  readonly sort: (typeof workOrders)[number];
  /** Counts from 1. */
  readonly page: number;
}

export interface WorkList {
  readonly items: readonly WorkItem[];
  readonly total: number;
  readonly pages: number;
  readonly now: Date;
  /** How many there are by term, whatever state is asked for. */
  readonly counts: Readonly<Record<WorkListQuery["state"], number>>;
}

interface Row {
  readonly all: number;
  readonly soon: number;
  readonly overdue: number;
  readonly id: string | null;
  readonly number: string;
  readonly service: string;
  readonly stage: string;
  readonly role: string;
  readonly opened_at: Date;
  readonly due_at: Date;
  readonly holder: string | null;
  readonly is_handover: boolean;
  readonly is_relative: boolean;
}

const perPage = 20;

/** Stages of the services, as "service/stage". */
function stagesWhere(holds: (stage: Stage) => boolean): readonly string[] {
  const named = services.flatMap(({ id, stages }) => stages.filter(holds).map((stage) => `${id}/${stage.id}`));
  return [...new Set(named)];
}

/** Every stage at which a result is handed over. */
export const handovers = stagesWhere(({ kind }) => kind === "handover");

/** Every task of several roles of which one is enough. */
const shared = stagesWhere((stage) => stage.kind === "task" && stage.anyOne === true);

/** Whether an open task `t` is the one that stands for all that the officer has of it: of several roles, of which one is enough, the first. */
export function isCounted({ roles }: Officer): Prisma.Sql {
  return Prisma.sql`NOT (t.service || '/' || t.stage = ANY(${[...shared]}) AND EXISTS (
    SELECT FROM portal.task o
    WHERE o.application_id = t.application_id AND o.stage = t.stage AND o.closed_at IS NULL
      AND o.role = ANY(${[...roles]}) AND o.role < t.role
  ))`;
}

const orders: Readonly<Record<WorkListQuery["sort"], Prisma.Sql>> = {
  due: Prisma.sql`due_at, id`,
  newest: Prisma.sql`opened_at DESC, id`,
  number: Prisma.sql`number, id`,
};

const holders: Readonly<Record<WorkListQuery["holder"], (officer: string) => Prisma.Sql>> = {
  all: () => Prisma.sql`true`,
  mine: (officer) => Prisma.sql`holder = ${officer}`,
  free: () => Prisma.sql`holder IS NULL`,
};

const states: Readonly<Record<WorkListQuery["state"], Prisma.Sql>> = {
  all: Prisma.sql`true`,
  "in-term": Prisma.sql`NOT is_soon AND NOT is_overdue`,
  soon: Prisma.sql`is_soon`,
  overdue: Prisma.sql`is_overdue`,
};

/**
 * The open tasks of an officer's roles and regions, in one query: a page of them, and how many there are by term. Their own
 * applications are not among them; a known relative's is a row without more. What they have in several roles, of which one is enough, is one task.
 */
export async function viewWorkList(officer: Officer, query: WorkListQuery): Promise<WorkList> {
  // Terms run on the applicants' clock, which is everyone's but in a played scenario; claims are between officers, in real time.
  const [now, real] = [await clockOf(), realNow()];
  const soonUntil = endOfDay(addDays(localDateOf(now), 1));
  const service = query.service === null ? Prisma.sql`true` : Prisma.sql`t.service = ${query.service}`;
  const rows = await db.$queryRaw<Row[]>`
    WITH found AS (
      SELECT t.id, t.number, t.service, t.stage, t.role, t.opened_at, t.due_at,
             CASE WHEN t.claimed_until > ${real} THEN t.claimed_by END AS holder,
             t.service || '/' || t.stage = ANY(${[...handovers]}) AS is_handover,
             coalesce(k.kinship = 'relative', false) AS is_relative
      FROM portal.task t
      LEFT JOIN portal.officer_kinship k ON k.task_id = t.id AND k.officer = ${officer.iin}
      WHERE t.role = ANY(${[...officer.roles]}) AND t.closed_at IS NULL AND t.applicant <> ${officer.iin} AND ${service}
        AND ${isCounted(officer)}
    ), termed AS (
      SELECT *, NOT is_handover AND due_at < ${now} AS is_overdue,
             NOT is_handover AND due_at >= ${now} AND due_at <= ${soonUntil} AS is_soon
      FROM found WHERE ${holders[query.holder](officer.iin)}
    ), counted AS (
      SELECT count(*)::int AS all, (count(*) FILTER (WHERE is_soon))::int AS soon,
             (count(*) FILTER (WHERE is_overdue))::int AS overdue
      FROM termed
    ), page AS (
      SELECT * FROM termed WHERE ${states[query.state]}
      ORDER BY ${orders[query.sort]} LIMIT ${perPage} OFFSET ${(query.page - 1) * perPage}
    )
    SELECT counted.*, page.id, page.number, page.service, page.stage, page.role, page.opened_at, page.due_at,
           page.holder, page.is_handover, page.is_relative
    FROM counted LEFT JOIN page ON true
    ORDER BY ${orders[query.sort]}`;
  const [{ all, soon, overdue } = { all: 0, soon: 0, overdue: 0 }] = rows;
  const counts = { all, soon, overdue, "in-term": all - soon - overdue };
  const total = counts[query.state];
  return {
    items: rows.flatMap((row) => (row.id === null ? [] : [itemOf(row, row.id, officer)])),
    total,
    pages: Math.max(1, Math.ceil(total / perPage)),
    now,
    counts,
  };
}

function itemOf(row: Row, id: string, officer: Officer): WorkItem {
  const { number, service, stage, role, holder } = row;
  const declared = serviceToday(service);
  const claim = holder === null ? "free" : holder === officer.iin ? "mine" : "another";
  return {
    id,
    number,
    service,
    stage,
    role,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    term: declared && taskTermOf(declared, stage),
    claim,
    isHandover: row.is_handover,
    isRelative: row.is_relative,
  };
}
