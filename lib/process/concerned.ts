import type { LocalDate } from "@/lib/kernel/local-date";
import { confirmedOrders } from "./confirmed-orders";
import type { Service } from "./define-service";
import type { DatedEvent } from "./events";
import type { Evidence } from "./facts";
import { situationOf } from "./position";
import { same } from "./same";
import type { Situation } from "./stages";
import type { Outcome, State } from "./state";

/** A person whom an outcome, or an order, concerns, and what their notice names besides the application. */
export interface ConcernedPerson {
  readonly iin: string;
  /** Days as YYYY-MM-DD; of others no more than this person may know. */
  readonly values?: Evidence;
}

/**
 * Who else is told how an application ended, or what a database has taken before that, besides the applicant and whoever was asked for consent in vain: both of these the engine
 * tells by itself.
 *
 * How to use it: the declaration lists one entry for each thing that is told, as in
 * `concerned: [{ notice: "registered-at-yours", on: "granted", who: (situation) => [{ iin, values: { from } }] }]`,
 * and the service's messages say it in the three languages: `notices.<notice>.title`, `.body` and `.sms`, with the values by name; a
 * text that differs by language is two values, as in `{addressKk}` and `{addressRu}`. The body says what has happened, what it means for
 * this person, and how they object. The notice is put into their cabinet in the transaction of what it tells, and the outbox sends it by
 * SMS, or by e-mail to whoever has linked no number. An SMS lies open on a telephone: it names nobody else.
 *
 * The cabinet's notice leads to the request for consent that this person got, where they got one: there stands who applied, and each
 * reading is logged. Anybody else it leads to `page`.
 */
export interface Concern {
  /** Its words among the service's messages; kebab-case, and none of the engine's own. */
  readonly notice: string;
  /**
   * An outcome; or orders, for what stands whatever becomes of the application. Then it is told as each of them is confirmed, on that day, to
   * whomever `who` names with its confirmation and did not name, with the same values, without it.
   */
  readonly on: Outcome["kind"] | { readonly orders: readonly [string, ...string[]] };
  /** The applicant is left out of it: they are told what became of their own application. */
  readonly who: (situation: Situation) => readonly ConcernedPerson[];
  /** Where the person can do something about it; their notices where it is left out. */
  readonly page?: `/cabinet/${string}` | `/services/${string}`;
}

/** A notice for somebody besides the applicant. */
export interface Told {
  readonly notice: string;
  readonly iin: string;
  readonly values: Evidence;
  readonly page: string;
}

/** Whom the declaration tells of what lies between two states: of these events, and of the outcome that they brought. */
export function concernedBy(
  service: Service,
  before: State,
  events: readonly DatedEvent[],
  after: State,
  today: LocalDate,
): readonly Told[] {
  const ended = before.outcome === null ? after.outcome?.kind : undefined;
  return (service.concerned ?? []).flatMap((concern) => {
    const { notice, on, page = "/cabinet/notices" } = concern;
    const people =
      typeof on === "object"
        ? byOrders(concern, on.orders, before, events)
        : on === ended
          ? [...new Map(concern.who(situationOf(after, today)).map((one) => [one.iin, one])).values()]
          : [];
    return people
      .filter(({ iin }) => iin !== after.applicant)
      .map(({ iin, values = {} }) => ({ notice, iin, values, page }));
  });
}

/** Whom the orders among these events concern, each by what is known with its confirmation and was not before. */
function byOrders(
  { who }: Concern,
  orders: readonly string[],
  before: State,
  events: readonly DatedEvent[],
): readonly ConcernedPerson[] {
  return confirmedOrders(orders, before, events).flatMap((order) => {
    const known = [...who(situationOf(order.before, order.day))];
    return who(situationOf(order.after, order.day)).filter((one) => {
      const isNew = known.every((other) => !same(one, other));
      known.push(one);
      return isNew;
    });
  });
}
