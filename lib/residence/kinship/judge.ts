import type { Iin } from "@/lib/kernel/iin";
import { isBefore, type LocalDate } from "@/lib/kernel/local-date";
import type { Evidence, Known } from "@/lib/process/facts";
import type { PlaceOfStudy as CollegePlace } from "@/lib/state-databases/schools/port";
import type { PlaceOfStudy as UniversityPlace } from "@/lib/state-databases/universities/port";
import { chainInText } from "./chain";
import type { KinshipClaim } from "./claim";
import { ownersAsked, type ClaimedKinship, type MartWord } from "./read";
import type { KinshipRecords } from "./records";
import { solve, type KinClaim, type Solution } from "./solver";

type PlaceOfStudy = CollegePlace | UniversityPlace;

/** The capital, by the first two digits of KATO codes: where a student must study [S1 §10.7]. */
const capital = "71";

/** What the state databases have said about a claim. */
export interface KinshipFacts {
  readonly records: Known<KinshipRecords>;
  readonly mart: Known<MartWord>;
  readonly colleges: Known<readonly PlaceOfStudy[]>;
  readonly universities: Known<readonly PlaceOfStudy[]>;
}

/** What has come of a claim. */
export type KinshipFinding =
  | {
      readonly kind: "confirmed";
      /** For officers and the audit: see `confidentialKinship`. */
      readonly evidence: Evidence;
    }
  | {
      readonly kind: "not-confirmed";
      /** `not-owner`, `not-studying`: EGKN, NOBD and EPVO say so. `access-denied`: KDP lets none of them tell. */
      readonly because:
        Extract<Solution, { kind: "not-confirmed" }>["because"] | "not-owner" | "not-studying" | "access-denied";
      /** A claim that the same records may bear out. */
      readonly instead?: KinshipClaim;
    };

/**
 * The evidence of a confirmed claim that the applicant is never shown: who stands between them and the owner, with which records, and what
 * Smart Data Ukimet knew of it. They learn that the claim is confirmed, and no more.
 */
export const confidentialKinship = ["chain", "relativeOf", "mart", "institution"] as const;

/** Judges what the applicant says they are to an owner of the dwelling [S1 §10.4–7]. Whatever is not on record is not confirmed, never guessed. */
export function judgeKinship(facts: KinshipFacts, claimed: ClaimedKinship): KinshipFinding {
  const { claim, applicant, owners, today } = claimed;
  switch (claim.degree) {
    case "owner":
      return owners.includes(applicant)
        ? { kind: "confirmed", evidence: { degree: claim.degree } }
        : { kind: "not-confirmed", because: "not-owner" };
    case "student":
      return judgeStudies(facts, today);
    default:
      return judgeTie(facts, { ...claimed, claim });
  }
}

function judgeStudies({ colleges, universities }: KinshipFacts, today: LocalDate): KinshipFinding {
  const places = [colleges, universities].flatMap((answer) => (answer.kind === "found" ? answer.value : []));
  const place = places.find((one) => isCurrentInTheCapital(one, today));
  if (place) return { kind: "confirmed", evidence: { degree: "student", institution: place.institution } };
  const isDenied = colleges.kind === "denied" || universities.kind === "denied";
  return { kind: "not-confirmed", because: isDenied ? "access-denied" : "not-studying" };
}

/** A full-time place at a college or a university in the capital, on the day; the last day is included. A pupil is no student. */
function isCurrentInTheCapital({ kato, form, level, from, to }: PlaceOfStudy, today: LocalDate): boolean {
  return (
    kato.startsWith(capital) &&
    form === "full-time" &&
    level !== "school" &&
    !isBefore(today, from) &&
    (to === undefined || !isBefore(to, today))
  );
}

function judgeTie(
  { records, mart }: KinshipFacts,
  claimed: ClaimedKinship & { readonly claim: KinClaim },
): KinshipFinding {
  const { claim, applicant } = claimed;
  const asked = ownersAsked(claimed);
  if (records.kind === "denied") return { kind: "not-confirmed", because: "access-denied" };
  if (records.kind === "not-found" || asked.length === 0) return { kind: "not-confirmed", because: "no-tie" };
  const progress = solve({ claim, applicant, owners: asked }, records.value);
  // Records read for another claim or other owners prove nothing about these.
  if (progress.kind === "asking") return { kind: "not-confirmed", because: "no-tie" };
  const { solution } = progress;
  if (solution.kind === "not-confirmed") return solution;
  return {
    kind: "confirmed",
    evidence: {
      degree: claim.degree,
      ...(claim.via === undefined ? {} : { via: claim.via }),
      relativeOf: solution.owner,
      chain: chainInText(applicant, solution.chain),
      mart: mart.kind === "found" ? wordOf(mart.value, claim, solution.owner) : "silent",
    },
  };
}

/** Whether Smart Data Ukimet knew what ZAGS has confirmed. */
function wordOf(mart: MartWord, { degree }: KinshipClaim, owner: Iin): "agrees" | "differs" | "silent" {
  if (mart.kind === "silent") return "silent";
  return mart.edges.some((edge) => edge.relative === owner && edge.degree === degree) ? "agrees" : "differs";
}
