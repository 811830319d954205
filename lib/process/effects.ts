import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { anewUntil } from "./anew";
import { concernedBy, type Told } from "./concerned";
import type { Service } from "./define-service";
import type { DatedEvent } from "./events";
import type { Evidence } from "./facts";
import { currentStage } from "./position";
import { endOfSilence } from "./silence";
import type { State } from "./state";

/** Something to be done in the world once the events are stored. */
export type Effect =
  | { readonly kind: "judge-checks" }
  | { readonly kind: "take-place"; readonly stage: string }
  | { readonly kind: "place-order"; readonly stage: string }
  | { readonly kind: "cancel-order"; readonly stage: string }
  /** The payment provider makes an invoice. */
  | { readonly kind: "order-invoice"; readonly stage: string }
  /** Nobody is to pay it any more. */
  | { readonly kind: "cancel-invoice"; readonly stage: string }
  | {
      readonly kind: "refund";
      readonly stage: string;
      readonly tenge: number;
      readonly invoice: string;
      readonly ground: string;
    }
  | {
      readonly kind: "notify";
      readonly notice: NoticeKind;
      readonly stage: string;
      /** IINs of the owners who are told; left out where it is the applicant. */
      readonly to?: readonly string[];
      /** What the notice names besides the application: days as YYYY-MM-DD, `tenge` in whole tenge. */
      readonly values?: Evidence;
    }
  /** What the declaration has for somebody whom the outcome, or an order, concerns. */
  | ({ readonly kind: "tell" } & Told);

/** What an owner is told of, whose consent was asked. */
type OwnerNoticeKind = "consent-requested" | "consent-reminder" | "consent-over";

/** What a person is told of, in the cabinet and by SMS. */
export type NoticeKind =
  | "application-submitted"
  | "checks-answered"
  | "application-goes-on"
  | "owner-changed"
  | "place-lost"
  | OwnerNoticeKind
  | "access-refused"
  | "payment-requested"
  | "payment-reminder"
  | "payment-received"
  | "refund-ordered"
  | "refund-done"
  | "card-ready"
  | "collect-reminder"
  | "application-refused"
  | "application-annulled"
  | "application-annulled-anew"
  | "application-lapsed"
  | "application-withdrawn"
  /** The same of an entity's: those are told who did not do it. */
  | "application-withdrawn-entity"
  | "application-granted"
  | "paper-ends"
  | "paper-revoked";

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
    const notice = noticeOf(service, event, after);
    const values = valuesOf(service, event, after);
    return [
      ...(notice
        ? [
            {
              kind: "notify" as const,
              notice,
              stage: "stage" in event ? event.stage : "",
              ...(values ? { values } : {}),
            },
          ]
        : []),
      ...ofMoney(event),
    ];
  });
  due.push(...toOwners(service, before, events, after));
  due.push(...concernedBy(service, before, events, after, today).map((told) => ({ kind: "tell" as const, ...told })));
  const ended = endOfSilence(service, before, after, today);
  if (ended) due.push({ kind: "notify", ...ended });
  // Who judges goes on until nothing is due; a database that has just been silent is asked again by the application's deadline.
  if (stage?.kind === "check" && !events.every(isJudged)) due.push({ kind: "judge-checks" });
  if (stage?.kind === "place" && !events.every(({ type }) => type === "check-unanswered"))
    due.push({ kind: "take-place", stage: stage.id });
  if (stage?.kind === "order") due.push({ kind: "place-order", stage: stage.id });
  if (after.outcome && after.outcome.kind !== "granted") due.push(...cancellations(service, after));
  return due;
}

function isJudged({ type }: DatedEvent): boolean {
  return type === "check-passed" || type === "check-refused" || type === "check-unanswered";
}

/** Requests that a state database, or the payment provider, still holds although the application has ended without being granted. */
function cancellations(service: Service, state: State): readonly Effect[] {
  return service.stages.flatMap((stage): Effect[] => {
    if (stage.kind === "payment" && state.stages[stage.id]?.status === "open")
      return [{ kind: "cancel-invoice", stage: stage.id }];
    return stage.kind === "order" && stage.cancel !== undefined && isPlaced(state, stage.id)
      ? [{ kind: "cancel-order", stage: stage.id }]
      : [];
  });
}

/** What owners are told: that they are asked, that the term runs out, and that nothing came of it. */
function toOwners(service: Service, before: State, events: readonly DatedEvent[], after: State): readonly Effect[] {
  return service.stages.flatMap(({ id, kind }): Effect[] => {
    if (kind !== "consent") return [];
    const tell = (notice: OwnerNoticeKind, to: readonly string[], values?: Evidence): Effect[] =>
      to.length === 0 ? [] : [{ kind: "notify", notice, stage: id, to, ...(values ? { values } : {}) }];
    const own = events.filter((event) => "stage" in event && event.stage === id);
    const answered = own.flatMap((event) =>
      event.type === "consent-declined" || event.type === "consent-void" ? [event.by] : [],
    );
    const asked = askedAt(before, id).filter((iin) => !answered.includes(iin));
    const isOver = after.outcome === null ? askedAt(after, id).length === 0 : after.outcome.kind !== "granted";
    return [
      ...own.flatMap((event): Effect[] => {
        if (event.type === "consent-requested") return tell("consent-requested", event.from, lastDay(event.dueAt));
        const at = after.stages[id];
        if (event.type !== "deadline-passed" || event.deadline !== "consent-reminder" || at?.status !== "open")
          return [];
        const silent = at.roles.filter((iin) => !at.given.includes(iin));
        return tell("consent-reminder", silent, lastDay(at.dueAt ?? at.at));
      }),
      ...(isOver ? tell("consent-over", asked) : []),
    ];
  });
}

/** Whose consent is asked for at a stage, or was given. */
function askedAt(state: State, stage: string): readonly string[] {
  const at = state.stages[stage];
  if (at?.status === "open") return at.roles;
  return at?.status === "done" ? (at.by ?? []) : [];
}

function lastDay(dueAt: string): Evidence {
  return { until: localDateOf(new Date(dueAt)) };
}

/** What is asked of the payment provider. */
function ofMoney(event: DatedEvent): readonly Effect[] {
  if (event.type === "payment-requested") return [{ kind: "order-invoice", stage: event.stage }];
  if (event.type !== "refund-ordered") return [];
  const { stage, tenge, invoice, ground } = event;
  return [{ kind: "refund", stage, tenge, invoice, ground }];
}

/** What the notice of an event names. */
function valuesOf(service: Service, event: DatedEvent, after: State): Evidence | undefined {
  switch (event.type) {
    case "payment-requested":
      return { tenge: String(event.tenge), until: localDateOf(new Date(event.dueAt)) };
    case "deadline-passed": {
      const at = after.stages[event.stage];
      if (event.deadline !== "payment-reminder" || at?.status !== "open" || at.dueAt === null) return undefined;
      return { tenge: String(at.tenge ?? 0), until: localDateOf(new Date(at.dueAt)) };
    }
    case "payment-received":
      return { tenge: String(event.tenge), invoice: event.invoice };
    case "refund-ordered":
      return { tenge: String(event.tenge) };
    case "application-annulled": {
      const until = anewUntil(service, after);
      return until ? { until } : undefined;
    }
    default:
      return undefined;
  }
}

function isPlaced(state: State, stage: string): boolean {
  const status = state.stages[stage]?.status;
  return status === "done" || status === "open";
}

function noticeOf(service: Service, event: DatedEvent, after: State): NoticeKind | undefined {
  switch (event.type) {
    case "document-signed":
      return "application-submitted";
    case "consent-void":
      return "owner-changed";
    case "place-lost":
      return event.type;
    case "payment-requested":
      return "payment-requested";
    case "access-refused":
      return "access-refused";
    case "payment-received":
    case "refund-ordered":
      return event.type;
    case "handover-opened":
      return "card-ready";
    case "deadline-passed":
      return event.deadline === "collect-reminder" || event.deadline === "payment-reminder"
        ? event.deadline
        : undefined;
    case "application-annulled":
      return service.anew?.reasons.includes(event.reason) === true
        ? "application-annulled-anew"
        : "application-annulled";
    case "application-withdrawn":
      return after.bin === undefined ? event.type : "application-withdrawn-entity";
    case "application-refused":
    case "application-lapsed":
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
    case "place-taken":
    case "order-placed":
    case "order-confirmed":
    case "order-refused":
    case "order-sent-back":
    case "payment-waived":
    case "task-opened":
    case "task-decided":
    case "handed-over":
    case "returned-to":
      return undefined;
  }
}
