import type { Iin } from "@/lib/kernel/iin";
import { across, down, up, type Link } from "./chain";
import { currentMarriage, names, parentsIn, standingParentage, type KinshipRecords } from "./records";
import type { Solving } from "./solver";

/** Who is an in-law besides the relatives of the owner's spouse [S1 §10.5] [ours]. */
export interface InLawRules {
  /** The spouse of the owner's own child: the text does not name them. */
  readonly spouseOfChild: boolean;
}

/** As the pilot's text has it. */
export const inLawRules: InLawRules = { spouseOfChild: false };

/**
 * The way from the applicant to an owner whose spouse's child, parent, sibling (a shared parent) or grandparent they are; undefined where
 * there is none.
 */
export function* inLaw(
  applicant: Iin,
  owners: readonly Iin[],
  { spouseOfChild }: InLawRules,
): Solving<readonly Link[] | undefined> {
  const first = yield [
    { kind: "parentages", iin: applicant },
    ...owners.map((iin) => ({ kind: "marriages", iin }) as const),
  ];
  const own = parentage(first, applicant);
  const couples = owners.flatMap((owner) => {
    const marriage = currentMarriage(first.marriages[owner] ?? [], first.on);
    // The applicant is no in-law of their own spouse.
    if (marriage === undefined || marriage.spouse === applicant) return [];
    return [{ spouse: marriage.spouse, toOwner: across(marriage, owner) }];
  });
  for (const { spouse, toOwner } of couples) {
    const step = up(own, spouse);
    if (step !== undefined) return [step, toOwner];
  }

  const second = yield couples.map(({ spouse }) => ({ kind: "parentages", iin: spouse }));
  for (const { spouse, toOwner } of couples) {
    const record = parentage(second, spouse);
    if (record === undefined) continue;
    if (names(record, applicant)) return [down(record), toOwner];
    const shared = parentsIn(own).find((parent) => names(record, parent));
    const toShared = shared === undefined ? undefined : up(own, shared);
    if (toShared !== undefined) return [toShared, down(record), toOwner];
  }

  const elders = couples.flatMap((couple) => {
    const record = parentage(second, couple.spouse);
    return record === undefined ? [] : parentsIn(record).map((parent) => ({ ...couple, record, parent }));
  });
  const third = yield elders.map(({ parent }) => ({ kind: "parentages", iin: parent }));
  for (const { parent, record, toOwner } of elders) {
    const elder = parentage(third, parent);
    if (elder !== undefined && names(elder, applicant)) return [down(elder), down(record), toOwner];
  }
  return spouseOfChild ? yield* throughOwnMarriage(applicant, owners) : undefined;
}

/** The way to an owner whose child the applicant is married to. */
function* throughOwnMarriage(applicant: Iin, owners: readonly Iin[]): Solving<readonly Link[] | undefined> {
  const wedded = yield [{ kind: "marriages", iin: applicant }];
  const marriage = currentMarriage(wedded.marriages[applicant] ?? [], wedded.on);
  if (marriage === undefined) return undefined;
  const record = parentage(yield [{ kind: "parentages", iin: marriage.spouse }], marriage.spouse);
  const owner = owners.find((one) => record !== undefined && names(record, one));
  const last = owner === undefined ? undefined : up(record, owner);
  return last && [across(marriage, marriage.spouse), last];
}

function parentage(records: KinshipRecords, child: Iin) {
  return standingParentage(records.parentages[child] ?? [], child, records.on);
}
