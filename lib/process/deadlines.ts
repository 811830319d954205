import { addDays, endOfDay, localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import type { Service } from "./define-service";
import { currentStage, isSigned } from "./position";
import type { State } from "./state";

export type DeadlineKind =
  "draft-lapses" | "ask-again" | "consent-lapses" | "payment-lapses" | "task-overdue" | "collect-reminder";

/** Something that happens at an instant of the applicant's clock unless the application moves first. */
export interface Deadline {
  readonly stage: string;
  readonly kind: DeadlineKind;
  readonly dueAt: Date;
}

/** Minutes after which a silent state database is asked again, at first. */
const askAgainMinutes = 1;

const mostMinutes = 30;

/**
 * Minutes until the next question, when a state database has kept an application waiting for so many: a quarter of that, between one
 * and thirty. Each question is a row in the person's access log, and a card is made for days.
 */
export function minutesToAskAgain(waitedMinutes: number): number {
  return Math.min(mostMinutes, Math.max(askAgainMinutes, waitedMinutes / 4));
}

/** The deadlines of an application as it stands: a projection of the state, kept as rows and swept. */
export function deadlines(service: Service, state: State, today: LocalDate): readonly Deadline[] {
  const stage = currentStage(service, state, today);
  if (!stage) return [];
  const at = state.stages[stage.id];
  const touched = new Date(state.touchedAt);
  const found: Deadline[] = [];
  if (!isSigned(service, state)) {
    found.push({
      stage: stage.id,
      kind: "draft-lapses",
      dueAt: endOfDay(addDays(localDateOf(touched), service.draftDays)),
    });
  }
  if (stage.kind === "check" || stage.kind === "order") {
    const dueAt = new Date(touched.getTime() + askAgainMinutes * 60_000);
    found.push({ stage: stage.id, kind: "ask-again", dueAt });
  }
  if (at?.status === "open" && at.dueAt !== null) {
    const kind = openKind[stage.kind];
    if (kind && !at.passedDeadlines.includes(kind)) found.push({ stage: stage.id, kind, dueAt: new Date(at.dueAt) });
  }
  return found;
}

const openKind: Readonly<Record<string, DeadlineKind>> = {
  consent: "consent-lapses",
  payment: "payment-lapses",
  task: "task-overdue",
  handover: "collect-reminder",
};
