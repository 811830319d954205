import type { LocalDate } from "@/lib/kernel/local-date";
import type { Service } from "./define-service";
import type { Evidence } from "./facts";
import { situationOf } from "./position";
import type { Situation } from "./stages";
import type { Outcome, State } from "./state";

/** A person whom an outcome concerns, and what their notice names besides the application. */
export interface ConcernedPerson {
  readonly iin: string;
  /** Days as YYYY-MM-DD; of others no more than this person may know. */
  readonly values?: Evidence;
}

/**
 * Who else is told how an application ended, besides the applicant and whoever was asked for consent in vain: both of these the engine
 * tells by itself.
 *
 * How to use it: the declaration lists one entry for each thing that is told, as in
 * `concerned: [{ notice: "registered-at-yours", on: "granted", who: (situation) => [{ iin, values: { from } }] }]`,
 * and the service's messages say it in the three languages: `notices.<notice>.title`, `.body` and `.sms`, with the values by name; a
 * text that differs by language is two values, as in `{addressKk}` and `{addressRu}`. The body says what has happened, what it means for
 * this person, and how they object. The notice is put into their cabinet in the transaction of the outcome, and the outbox sends it by
 * SMS, or by e-mail to whoever has linked no number. An SMS lies open on a telephone: it names nobody else.
 *
 * The cabinet's notice leads to the request for consent that this person got, where they got one: there stands who applied, and each
 * reading is logged. Anybody else it leads to `page`.
 */
export interface Concern {
  /** Its words among the service's messages; kebab-case, and none of the engine's own. */
  readonly notice: string;
  readonly on: Outcome["kind"];
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

/** Whom the declaration tells of the outcome that lies between two states; nobody where there is none. */
export function concernedBy(service: Service, before: State, after: State, today: LocalDate): readonly Told[] {
  if (before.outcome !== null || after.outcome === null) return [];
  const situation = situationOf(after, today);
  const ended = after.outcome.kind;
  return (service.concerned ?? [])
    .filter(({ on }) => on === ended)
    .flatMap(({ notice, who, page = "/cabinet/notices" }) => {
      const people = new Map(who(situation).map((one) => [one.iin, one]));
      people.delete(after.applicant);
      return [...people.values()].map(({ iin, values = {} }) => ({ notice, iin, values, page }));
    });
}
