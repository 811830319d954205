import "server-only";
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
  const [rows, total] = await Promise.all([
    db.task.findMany({ where, orderBy: [{ dueAt: "asc" }, { id: "asc" }], skip: (page - 1) * perPage, take: perPage }),
    db.task.count({ where }),
  ]);
  const items = rows.map(({ id, number, service, stage, role, openedAt, dueAt, claimedBy, claimedUntil }): WorkItem => {
    const runs = claimedBy !== null && claimedUntil !== null && claimedUntil > real;
    const claim = !runs ? "free" : claimedBy === officer.iin ? "mine" : "another";
    return { id, number, service, stage, role, openedAt, dueAt, claim };
  });
  return { items, total, pages: Math.max(1, Math.ceil(total / perPage)), now };
}
