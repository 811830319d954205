import { found, type Answer } from "@/lib/kernel/answer";
import type { Iin } from "@/lib/kernel/iin";
import type { LocalDate } from "@/lib/kernel/local-date";
import type { CivilStatus } from "@/lib/state-databases/civil-status/port";
import type { KinEdge, KinshipMart } from "@/lib/state-databases/kinship-mart/port";
import type { PlaceOfStudy as CollegePlace, Schools } from "@/lib/state-databases/schools/port";
import type { PlaceOfStudy as UniversityPlace, Universities } from "@/lib/state-databases/universities/port";
import type { KinshipClaim } from "./claim";
import { noRecords, type KinshipRecords, type RecordQuestion } from "./records";
import { solve, type KinClaim } from "./solver";

/** As much of ZAGS as a claim asks. */
export type ZagsRecords = Pick<CivilStatus, RecordQuestion["kind"]>;

/** Of more owners than this nobody is asked about all: the one whom the applicant has named stands first. */
export const mostOwners = 20;

/** A claim as it is asked about: by whom, to whom, on which day. */
export interface ClaimedKinship {
  readonly claim: KinshipClaim;
  readonly applicant: Iin;
  /** The dwelling's owners of the day who are people; the one whom the applicant named first. */
  readonly owners: readonly Iin[];
  readonly today: LocalDate;
}

/** The owners whose kinship is looked for: not the applicant's to themselves. */
export function ownersAsked({ applicant, owners }: Pick<ClaimedKinship, "applicant" | "owners">): readonly Iin[] {
  return [...new Set(owners)].filter((owner) => owner !== applicant).slice(0, mostOwners);
}

/** Whether ZAGS has a say in the claim. */
function isKin(claim: KinshipClaim): claim is KinClaim {
  return claim.degree !== "owner" && claim.degree !== "student";
}

/**
 * Asks ZAGS for the records that a claim takes, and no others: three rounds of questions at most, the questions of a round put side by side,
 * four for each owner at most. Whatever ZAGS answers to one of them but records (it is silent, it may not tell) is the answer to all.
 */
export async function readKinshipRecords(zags: ZagsRecords, claimed: ClaimedKinship): Promise<Answer<KinshipRecords>> {
  const { claim, applicant, today } = claimed;
  let records = noRecords(today);
  if (!isKin(claim)) return found(records);
  const question = { claim, applicant, owners: ownersAsked(claimed) };
  for (;;) {
    const progress = solve(question, records);
    if (progress.kind === "solved") return found(records);
    const answers = await Promise.all(progress.questions.map((one) => putTo(zags, one)));
    for (const answer of answers) {
      if (answer.kind !== "found") return answer;
      const { kind, iin, told } = answer.value;
      records = { ...records, [kind]: { ...records[kind], [iin]: told } };
    }
  }
}

async function putTo(zags: ZagsRecords, { kind, iin }: RecordQuestion) {
  const answer = await zags[kind]({ iin });
  return answer.kind === "found" ? found({ kind, iin, told: answer.value }) : answer;
}

/** What Smart Data Ukimet says of the applicant, or that it says nothing. */
export type MartWord = { readonly kind: "edges"; readonly edges: readonly KinEdge[] } | { readonly kind: "silent" };

/**
 * Asks Smart Data Ukimet for the applicant's edges. It decides nothing, so that its silence is told as a word of its own and keeps nobody
 * waiting [S1 §10.5] [ours].
 */
export async function readMart(
  ukimet: KinshipMart,
  { claim, applicant }: Pick<ClaimedKinship, "claim" | "applicant">,
): Promise<Answer<MartWord>> {
  if (!isKin(claim)) return found({ kind: "silent" });
  const answer = await ukimet.edges({ iin: applicant });
  return found(answer.kind === "found" ? { kind: "edges", edges: answer.value } : { kind: "silent" });
}

/** Asks NOBD or EPVO for the applicant's places of study, if they say that they study; nobody else's are asked for [S1 §10.7]. */
export async function readStudies(
  database: Schools | Universities,
  { claim, applicant }: Pick<ClaimedKinship, "claim" | "applicant">,
): Promise<Answer<readonly (CollegePlace | UniversityPlace)[]>> {
  return claim.degree === "student" ? database.studies({ iin: applicant }) : found([]);
}
