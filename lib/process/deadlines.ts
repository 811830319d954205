import { addDays, endOfDay, localDateOf, startOfDay, type LocalDate } from "@/lib/kernel/local-date";
import type { Service } from "./define-service";
import { currentStage, isSigned } from "./position";
import type { State } from "./state";

export type DeadlineKind =
  | "draft-lapses"
  | "ask-again"
  | "access-lapses"
  | "consent-reminder"
  | "consent-lapses"
  | "payment-reminder"
  | "payment-lapses"
  | "task-overdue"
  | "collect-reminder";

/** Something that happens at an instant of the applicant's clock unless the application moves first. */
export interface Deadline {
  readonly stage: string;
  readonly kind: DeadlineKind;
  readonly dueAt: Date;
}

/** Seconds after which a silent state database is asked again, at first: somebody is sitting before the page. */
const firstSeconds = 5;

/** Seconds after which it is asked once a minute at most: whoever waited for longer has gone. */
const hiccupSeconds = 75;

const minuteSeconds = 60;
const mostSeconds = 30 * minuteSeconds;

/**
 * Seconds until the next question, when a state database has kept an application waiting for so many. A hiccup must not cost a minute:
 * 5, 10, 20 and 40 at first. Then a quarter of the wait, between a minute and thirty: each question is a row in the person's access
 * log, and there are about twelve in the first quarter of an hour.
 */
export function secondsToAskAgain(waitedSeconds: number): number {
  const waited = Math.max(0, waitedSeconds);
  if (waited < hiccupSeconds) return waited + firstSeconds;
  return Math.min(mostSeconds, Math.max(minuteSeconds, waited / 4));
}

/** People are reminded of a payment or an answer on the day before its last day, at this hour of the morning [ours]. */
const reminderHour = 9;
const hourMs = 3_600_000;

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
  if (stage.kind === "check" || stage.kind === "place" || stage.kind === "order") {
    // Nobody waits before the page for what takes days to make.
    const seconds = stage.kind === "order" && stage.produces === true ? minuteSeconds : firstSeconds;
    const dueAt = new Date(touched.getTime() + seconds * 1000);
    found.push({ stage: stage.id, kind: "ask-again", dueAt });
  }
  if ((stage.kind === "payment" || stage.kind === "consent") && at?.status === "open" && at.dueAt !== null) {
    const kind = `${stage.kind}-reminder` as const;
    const lastDay = localDateOf(new Date(at.dueAt));
    const dueAt = new Date(startOfDay(addDays(lastDay, -1)).getTime() + reminderHour * hourMs);
    if (!at.passedDeadlines.includes(kind)) found.push({ stage: stage.id, kind, dueAt });
  }
  if (at?.status === "open" && at.dueAt !== null) {
    const kind = openKind[stage.kind];
    if (kind && !at.passedDeadlines.includes(kind)) found.push({ stage: stage.id, kind, dueAt: new Date(at.dueAt) });
  }
  return found;
}

const openKind: Readonly<Record<string, DeadlineKind>> = {
  order: "access-lapses",
  consent: "consent-lapses",
  payment: "payment-lapses",
  task: "task-overdue",
  handover: "collect-reminder",
};
