import { confirmedOrders } from "./confirmed-orders";
import type { Service } from "./define-service";
import type { DatedEvent } from "./events";
import { situationOf } from "./position";
import { paperApplicant, type PaperApplicant } from "./resulting-paper";
import type { Situation } from "./stages";
import type { State } from "./state";

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
  const first = confirmedOrders(change.by, before, events).filter((order) =>
    change.by.every((id) => order.before.stages[id]?.status !== "done"),
  );
  return [...new Set(first.flatMap(({ after, day }) => change.of(situationOf(after, day), paperApplicant(after))))];
}
