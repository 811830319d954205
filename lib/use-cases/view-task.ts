import "server-only";
import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { logOfficerAccess } from "./log-access";
import { readEvents } from "./read-events";
import { recheckOf, type Recheck } from "./recheck-task";
import { approachTask, isHeld, isHeldBy, type Approach, type Officer, type TaskWithApplication } from "./task-access";
import { signaturesOf, timelineOf, type ShownSignature, type TimelineEvent } from "./view-application";

export interface OpenedTask extends TaskWithApplication {
  readonly kind: "open";
  readonly now: Date;
  readonly today: LocalDate;
  readonly isMine: boolean;
  readonly isHeld: boolean;
  readonly timeline: readonly TimelineEvent[];
  readonly signatures: readonly ShownSignature[];
  /** What the databases said when this officer asked them again; null while they have not. */
  readonly recheck: Recheck | null;
}

/** A task that the officer must not look into; nothing of the application is told. */
export type ShutTask = Exclude<Approach, { readonly kind: "open" }>;

/** Opens a task for an officer, and writes the citizen's access log first. Null for a task that they may not see. */
export async function viewTask(id: string, officer: Officer): Promise<OpenedTask | ShutTask | null> {
  const found = await approachTask(id, officer);
  if (found?.kind !== "open") return found;
  const { task, application } = found;
  await logOfficerAccess({
    officer: officer.iin,
    role: task.role,
    subject: application.applicant,
    operation: "task",
    service: application.service.id,
    applicationId: application.id,
  });
  const isMine = isHeldBy(task, officer.iin);
  const [now, stored, signatures, recheck] = await Promise.all([
    clockOf(application.applicant),
    readEvents(application.id),
    signaturesOf(application.id),
    isMine ? recheckOf(task.id, officer.iin) : null,
  ]);
  return {
    ...found,
    now,
    today: localDateOf(now),
    isMine,
    isHeld: isHeld(task),
    timeline: timelineOf(stored),
    signatures,
    recheck,
  };
}
