import type { LocalDate } from "@/lib/kernel/local-date";
import type { Service } from "./define-service";
import type { DatedEvent } from "./events";
import { currentStage } from "./position";
import { endOfSilence } from "./silence";
import type { State } from "./state";

/** Something to be done in the world once the events are stored. */
export type Effect =
  | { readonly kind: "judge-checks" }
  | { readonly kind: "place-order"; readonly stage: string }
  | { readonly kind: "cancel-order"; readonly stage: string }
  | { readonly kind: "notify"; readonly notice: NoticeKind; readonly stage: string };

/** What a person is told of, in the cabinet and by SMS. */
export type NoticeKind =
  | "application-submitted"
  | "checks-answered"
  | "application-goes-on"
  | "access-refused"
  | "payment-requested"
  | "card-ready"
  | "collect-reminder"
  | "application-refused"
  | "application-annulled"
  | "application-lapsed"
  | "application-withdrawn"
  | "application-granted";

/** The effects of `events`, which led from `before` to `after`. */
export function effects(
  service: Service,
  before: State,
  events: readonly DatedEvent[],
  after: State,
  today: LocalDate,
): readonly Effect[] {
  const stage = currentStage(service, after, today);
  const due: Effect[] = events.flatMap((event): Effect[] => {
    const notice = noticeOf(event);
    return notice ? [{ kind: "notify", notice, stage: "stage" in event ? event.stage : "" }] : [];
  });
  const ended = endOfSilence(service, before, after, today);
  if (ended) due.push({ kind: "notify", ...ended });
  // Who judges goes on until nothing is due; a database that has just been silent is asked again by the application's deadline.
  if (stage?.kind === "check" && !events.every(isJudged)) due.push({ kind: "judge-checks" });
  if (stage?.kind === "order") due.push({ kind: "place-order", stage: stage.id });
  if (after.outcome && after.outcome.kind !== "granted") due.push(...cancellations(service, after));
  return due;
}

function isJudged({ type }: DatedEvent): boolean {
  return type === "check-passed" || type === "check-refused" || type === "check-unanswered";
}

/** Requests that a state database still holds although the application has ended without being granted. */
function cancellations(service: Service, state: State): readonly Effect[] {
  return service.stages.flatMap((stage): Effect[] =>
    stage.kind === "order" && stage.cancel !== undefined && isPlaced(state, stage.id)
      ? [{ kind: "cancel-order", stage: stage.id }]
      : [],
  );
}

function isPlaced(state: State, stage: string): boolean {
  const status = state.stages[stage]?.status;
  return status === "done" || status === "open";
}

function noticeOf(event: DatedEvent): NoticeKind | undefined {
  switch (event.type) {
    case "document-signed":
      return "application-submitted";
    case "payment-requested":
      return "payment-requested";
    case "access-refused":
      return "access-refused";
    case "handover-opened":
      return "card-ready";
    case "deadline-passed":
      return event.deadline === "collect-reminder" ? "collect-reminder" : undefined;
    case "application-refused":
    case "application-annulled":
    case "application-lapsed":
    case "application-withdrawn":
    case "application-granted":
      return event.type;
    case "application-started":
    case "check-passed":
    case "check-refused":
    case "check-unanswered":
    case "step-saved":
    case "consent-requested":
    case "consent-given":
    case "consent-declined":
    case "order-placed":
    case "order-confirmed":
    case "order-refused":
    case "order-sent-back":
    case "payment-waived":
    case "payment-received":
    case "task-opened":
    case "task-decided":
    case "handed-over":
    case "returned-to":
      return undefined;
  }
}
