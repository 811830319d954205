import "server-only";
import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { logOfficerAccess } from "./log-access";
import { findTask, isHeld, isHeldBy, type Officer, type TaskWithApplication } from "./task-access";
import { signaturesOf, timelineOf, type ShownSignature, type TimelineEvent } from "./view-application";

export interface OpenedTask extends TaskWithApplication {
  readonly now: Date;
  readonly today: LocalDate;
  readonly isMine: boolean;
  readonly isHeld: boolean;
  readonly timeline: readonly TimelineEvent[];
  readonly signatures: readonly ShownSignature[];
}

/** Opens a task for an officer, and writes the citizen's access log first. Null for a task that they may not see. */
export async function viewTask(id: string, officer: Officer): Promise<OpenedTask | null> {
  const found = await findTask(id, officer);
  if (!found) return null;
  const { task, application } = found;
  await logOfficerAccess({
    officer: officer.iin,
    role: task.role,
    subject: application.applicant,
    operation: "task",
    service: application.service.id,
    applicationId: application.id,
  });
  const [now, timeline, signatures] = await Promise.all([
    clockOf(application.applicant),
    timelineOf(application.id),
    signaturesOf(application.id),
  ]);
  return {
    ...found,
    now,
    today: localDateOf(now),
    isMine: isHeldBy(task, officer.iin),
    isHeld: isHeld(task),
    timeline,
    signatures,
  };
}
