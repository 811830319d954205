import type { Service } from "./define-service";
import type { DatedEvent, ProcessEvent } from "./events";
import type { TaskDecision } from "./task-decision";
import { evolve, type State } from "./state";

type Ground = Extract<ProcessEvent, { readonly type: "refund-ordered" }>["ground"];

/** Why an application lapses whose payment the payer's bank has taken back. */
export const paymentReversed = "payment-reversed";

/** What has been paid for an application, by payment stage. */
export function paymentsOf(
  service: Service,
  state: State,
): readonly { readonly stage: string; readonly tenge: number; readonly invoice: string }[] {
  return service.stages.flatMap((stage) => {
    const at = state.stages[stage.id];
    if (stage.kind !== "payment" || at?.status !== "done" || at.tenge === undefined) return [];
    return [{ stage: stage.id, tenge: at.tenge, invoice: at.note ?? "" }];
  });
}

/** The reasons that an officer may give with a decision on this application; none where it needs none. */
export function offeredReasons(service: Service, state: State, decision: TaskDecision): readonly string[] {
  if (decision.outcome !== "annulled") return [];
  const isPaid = paymentsOf(service, state).length > 0;
  return decision.reasons.filter((reason) => isPaid || decision.onlyIfPaid?.includes(reason) !== true);
}

/**
 * Orders refunds: an application that ends without being granted gives back what was paid for it, each refund before the end. Where an
 * officer annuls, the declaration says for which reasons of which decision.
 */
export function withRefunds(service: Service, before: State, events: readonly DatedEvent[]): readonly DatedEvent[] {
  let state = before;
  return events.flatMap((event) => {
    const ground = groundOf(service, event, events);
    const paid = ground === undefined ? [] : paymentsOf(service, state);
    state = evolve(state, event);
    const refunds = paid.map((payment) => ({ type: "refund-ordered", ...payment, ground, at: event.at }) as DatedEvent);
    return [...refunds, event];
  });
}

function groundOf(service: Service, event: DatedEvent, events: readonly DatedEvent[]): Ground | undefined {
  switch (event.type) {
    case "application-withdrawn":
      return "withdrawn";
    case "application-lapsed":
      // The money has gone back already.
      return event.deadline === paymentReversed ? undefined : "lapsed";
    case "application-refused":
      return "refused";
    case "application-annulled": {
      const stage = service.stages.find(({ id }) => id === event.stage);
      const decided = events.findLast((one) => one.type === "task-decided");
      const decision = stage?.kind === "task" && decided ? stage.decisions[decided.decision] : undefined;
      const isDue = decision?.outcome === "annulled" && decision.refunds?.includes(event.reason) === true;
      return isDue ? "annulled" : undefined;
    }
    default:
      return undefined;
  }
}
