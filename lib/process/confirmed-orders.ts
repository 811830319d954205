import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import type { DatedEvent } from "./events";
import { evolve, type State } from "./state";

/** An order that a state database has confirmed: how the application stood without its confirmation, how with it, and the day of it. */
export interface ConfirmedOrder {
  readonly stage: string;
  readonly before: State;
  readonly after: State;
  readonly day: LocalDate;
}

/** Those of the orders that are confirmed by these events, which led on from `start`; one after the other. */
export function confirmedOrders(
  orders: readonly string[],
  start: State,
  events: readonly DatedEvent[],
): readonly ConfirmedOrder[] {
  let state = start;
  return events.flatMap((event) => {
    const before = state;
    state = evolve(before, event);
    if (event.type !== "order-confirmed" || !orders.includes(event.stage)) return [];
    return [{ stage: event.stage, before, after: state, day: localDateOf(new Date(event.at)) }];
  });
}
