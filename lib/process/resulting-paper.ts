import type { LocalDate } from "@/lib/kernel/local-date";
import type { Seal } from "@/lib/kernel/seal";
import type { Situation } from "./stages";
import type { State } from "./state";

/** A value as it is printed on each side of a paper; a day as YYYY-MM-DD is printed in words. */
export interface Printed {
  readonly kk: string;
  readonly ru: string;
}

/** Of whom a paper speaks. */
export interface PaperHolder {
  readonly kind: "person" | "entity";
  /** IIN or BIN: its last four digits are printed, and typed by whoever checks the paper. */
  readonly number: string;
  readonly name: Printed;
}

/** Who applied: themselves, or (`bin`) for the legal entity for which they act. */
export interface PaperApplicant {
  readonly iin: string;
  readonly bin: string | null;
}

/** For whom an application was made. */
export function paperApplicant({ applicant, bin }: State): PaperApplicant {
  return { iin: applicant, bin: bin ?? null };
}

/**
 * The paper that a service ends with. It is issued in the transaction of the event that makes it, listed on the application's page,
 * served as `documents/result` below it, and found by `/verify`. Its words stand in the service's messages:
 * `paper.title`, `paper.text` (what it is good for), `paper.download` (the link), `paper.file` (the file's name, with `{number}`),
 * and `paper.facts.<name>` for every fact.
 *
 * The departure slip of `deregistration`, made when the service is granted and good for ever:
 *
 *     paper: {
 *       seals: ["portal"],
 *       facts: { person: ({ evidence }) => …, address: ({ evidence }) => …, departedOn: ({ today }) => ({ kk: today, ru: today }) },
 *     }
 *
 * The certificate of `address-certificate`, of two ministries, for ten days, and no longer than the registration of which it tells;
 * the other side of the latter is `changesRegistrations` of the services that end or replace registrations:
 *
 *     paper: {
 *       seals: ["interior", "justice"],
 *       validDays: 10,
 *       holder: (situation, { iin, bin }) => …, // a child, or the legal entity; left out where it is the applicant
 *       registrationsOf: (situation, { iin }) => [iin],
 *       facts: { address: ({ evidence }) => …, registeredOn: ({ evidence }) => … },
 *     }
 */
export interface ResultingPaper {
  /** The stage whose end makes it; left out where it is made when the service is granted. */
  readonly stage?: string;
  /** Whose seals it bears, in the order in which they are put there. */
  readonly seals: readonly [Seal, ...Seal[]];
  /** So many days after the day of issue are the last on which it is good; left out where it is good for ever. */
  readonly validDays?: number;
  /** Left out where it speaks of whoever applied. */
  readonly holder?: (situation: Situation, applicant: PaperApplicant) => PaperHolder;
  /** What it says, in the order in which it is printed; null where it has nothing to say. */
  readonly facts: Readonly<Record<string, (situation: Situation) => Printed | null>>;
  /** IINs of those of whose registration it tells: when that is ended or replaced through the portal, the paper is revoked. */
  readonly registrationsOf?: (situation: Situation, applicant: PaperApplicant) => readonly string[];
}

/** Whether a paper may still be believed. */
export type PaperStanding = "valid" | "expired" | "revoked";

/** Where a paper stands on a day. What was taken back stays so, whether or not its days are over. */
export function paperStanding(
  { validUntil, revoked }: { readonly validUntil: LocalDate | null; readonly revoked: boolean },
  today: LocalDate,
): PaperStanding {
  if (revoked) return "revoked";
  return validUntil !== null && validUntil < today ? "expired" : "valid";
}
