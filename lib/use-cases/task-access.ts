import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, type Tx } from "@/lib/infra/db/client";
import type { Prisma, Task } from "@/lib/infra/db/generated/client";
import { whoseAffair } from "@/lib/process/position";
import type { TaskStage } from "@/lib/process/stages";
import { findApplication, isUuid, type ApplicationRecord } from "./application-record";
import type { Kinship } from "./kinship";
import { kinshipWith } from "./officer-kinship";

/** An officer at work: who they are, and the role strings of their account. */
export interface Officer {
  readonly iin: Iin;
  readonly roles: readonly string[];
}

export interface TaskWithApplication {
  readonly task: Task;
  readonly application: ApplicationRecord;
}

/**
 * A task that this officer may work on: of a role and region of theirs, and about neither their own application nor that of anybody
 * whom ZAGS has named as their close relative. Null otherwise, exactly as for a task that does not exist.
 */
export async function findTask(id: string, officer: Officer): Promise<TaskWithApplication | null> {
  return withApplication(id, officer, notOfRelative(officer));
}

/** What an officer learns who wants to look into a task. */
export type Approach =
  | ({ readonly kind: "open" } & TaskWithApplication)
  /** The applicant is a close relative; ZAGS did not say whether they are; or KDP did not let it be asked. Nothing of the application is told. */
  | { readonly kind: Exclude<Kinship, "none">; readonly number: string };

/**
 * Comes up to a task: ZAGS is asked first whether the officer is a close relative of anybody whose affair it is, unless they hold it already.
 * Null for a task of another role or region, and for one about the officer's own application: it does not exist for them.
 */
export async function approachTask(id: string, officer: Officer): Promise<Approach | null> {
  const found = await withApplication(id, officer, {});
  if (!found) return null;
  const { task, application } = found;
  const kinship = isHeldBy(task, officer.iin) ? "none" : await kinshipWith(task, application, officer.iin);
  return kinship === "none" ? { kind: "open", ...found } : { kind: kinship, number: task.number };
}

/** The tasks of an officer's roles and regions, but for those about their own applications. */
export function ofOfficer({ iin, roles }: Officer) {
  return { role: { in: [...roles] }, applicant: { not: iin } };
}

/** Not of those whom ZAGS has named as the officer's close relatives. */
export function notOfRelative({ iin }: Officer) {
  return { kinships: { none: { officer: iin, kinship: "relative" } } };
}

/** Of those whom the officer may know: ZAGS has been asked, and has named no kinship. */
export function ofStranger({ iin }: Officer) {
  return { kinships: { some: { officer: iin, kinship: "none" } } };
}

async function withApplication(
  id: string,
  officer: Officer,
  where: Prisma.TaskWhereInput,
): Promise<TaskWithApplication | null> {
  if (!isUuid(id)) return null;
  const task = await db.task.findFirst({ where: { ...ofOfficer(officer), ...where, id } });
  const application = task && (await findApplication(task.applicationId));
  if (!application) return null;
  const today = localDateOf(await clockOf(application.applicant));
  const whose = whoseAffair(taskStage({ task, application }), application.state, today);
  return whose.includes(officer.iin) ? null : { task, application };
}

/** The declaration of the stage that a task is about; undefined for a handover. */
export function taskStage({ task, application }: TaskWithApplication): TaskStage | undefined {
  return application.service.stages.find((one): one is TaskStage => one.kind === "task" && one.id === task.stage);
}

/**
 * The rows that are held together with a task: its own, and where one role is enough, those of the other roles. Whoever takes one of them has
 * the task alone.
 */
export function heldTogether({ task, application }: TaskWithApplication): Prisma.TaskWhereInput {
  const at = application.state.stages[task.stage];
  if (at?.status !== "open" || at.anyOne !== true) return { id: task.id };
  return { applicationId: task.applicationId, stage: task.stage, closedAt: null };
}

/** The roles in which an officer has a task: the row's, and where one role is enough, all that are theirs. */
export function rolesOf({ task, application }: TaskWithApplication, { roles }: Officer): readonly string[] {
  const at = application.state.stages[task.stage];
  return at?.status === "open" && at.anyOne === true ? at.roles.filter((role) => roles.includes(role)) : [task.role];
}

/** Whether anybody holds the task now. */
export function isHeld(task: Task): boolean {
  return task.closedAt === null && task.claimedUntil !== null && task.claimedUntil > realNow();
}

/** Whether the officer holds the task now: a claim that has not run out. */
export function isHeldBy(task: Task, officer: Iin): boolean {
  return task.claimedBy === officer && isHeld(task);
}

/** Thrown inside a transaction to undo it: the officer's claim has run out in the meantime, or the task has been closed. */
export class ClaimLost extends Error {
  override readonly name = "ClaimLost";
}

/** Makes sure, until the transaction ends, that the officer holds the task; throws ClaimLost when they do not. */
export async function demandClaim(tx: Tx, id: string, officer: Iin): Promise<void> {
  const { count } = await tx.task.updateMany({
    where: { id, claimedBy: officer, closedAt: null, claimedUntil: { gt: realNow() } },
    data: { claimedBy: officer },
  });
  if (count !== 1) throw new ClaimLost();
}
