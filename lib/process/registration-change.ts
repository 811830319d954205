import { localDateOf } from "@/lib/kernel/local-date";
import type { Service } from "./define-service";
import type { DatedEvent } from "./events";
import { situationOf } from "./position";
import { paperApplicant, type PaperApplicant } from "./resulting-paper";
import type { Situation } from "./stages";
import { evolve, type State } from "./state";

/**
 * What a service ends or replaces in the register of residence: papers that tell of it are revoked, and whoever is about to issue one asks again.
 * It counts when the database has confirmed it, and not when the service is granted: what is changed there stays changed, whether the rest takes
 * days or comes to nothing.
 */
export interface RegistrationChange {
  /** The orders that change it. The first that is confirmed counts, once for all of them. */
  readonly by: readonly [string, ...string[]];
  /** IINs of those whose registration it is, by what is known with that order's confirmation. */
  readonly of: (situation: Situation, applicant: PaperApplicant) => readonly string[];
}

/** IINs of those whose registrations these events, which led on from `before`, have ended or replaced. */
export function registrationsChangedBy(
  { changesRegistrations: change }: Service,
  before: State,
  events: readonly DatedEvent[],
): readonly string[] {
  if (!change) return [];
  let state = before;
  const people = new Set<string>();
  for (const event of events) {
    const isFirst =
      event.type === "order-confirmed" &&
      change.by.includes(event.stage) &&
      change.by.every((id) => state.stages[id]?.status !== "done");
    state = evolve(state, event);
    if (!isFirst) continue;
    const situation = situationOf(state, localDateOf(new Date(event.at)));
    for (const iin of change.of(situation, paperApplicant(state))) people.add(iin);
  }
  return [...people];
}
