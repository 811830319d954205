import type { Iin } from "@/lib/kernel/iin";
import type { Parentage } from "@/lib/state-databases/civil-status/port";
import { across, down, up, type Link } from "./chain";
import type { KinshipClaim } from "./claim";
import { inLaw, inLawRules, type InLawRules } from "./in-law";
import {
  isAsked,
  names,
  parentsIn,
  standingChildren,
  standingMarriages,
  standingParentage,
  type KinshipRecords,
  type RecordQuestion,
} from "./records";

/** What the records say of a claim. */
export type Solution =
  | { readonly kind: "confirmed"; readonly owner: Iin; readonly chain: readonly Link[] }
  | {
      readonly kind: "not-confirmed";
      /** The records say that there is no such tie; or the one that matters names no parent where it should. */
      readonly because: "no-tie" | "parent-not-recorded";
      /** A claim that the same records may bear out. */
      readonly instead?: KinshipClaim;
    };

/** The claims that ZAGS decides. */
export type KinClaim = Exclude<KinshipClaim, { readonly degree: "owner" | "student" }>;

export interface KinQuestion {
  readonly claim: KinClaim;
  readonly applicant: Iin;
  /** The dwelling's owners who are people, without the applicant; any of them counts. */
  readonly owners: readonly Iin[];
  /** Left out: those in force. */
  readonly inLaws?: InLawRules;
}

/** Asks for records by yielding questions, and is handed all that ZAGS has said so far. */
export type Solving<T = Solution> = Generator<readonly RecordQuestion[], T, KinshipRecords>;

const noTie: Solution = { kind: "not-confirmed", because: "no-tie" };
const notRecorded = { kind: "not-confirmed", because: "parent-not-recorded" } as const satisfies Solution;

/** Decides a claim, a row of the regulation's list each [S1 §10.5], by as many records as it takes and no more. */
function* solving({ claim, applicant, owners, inLaws = inLawRules }: KinQuestion): Solving {
  switch (claim.degree) {
    case "child": {
      const own = standing(yield [{ kind: "parentages", iin: applicant }], applicant);
      return tie(owners, (owner) => [up(own, owner)]) ?? lacking(own);
    }
    case "parent": {
      const records = yield [{ kind: "children", iin: applicant }];
      const among = childrenOf(records, applicant);
      return tie(owners, (owner) => [among.get(owner)].map((record) => record && down(record))) ?? noTie;
    }
    case "spouse": {
      const records = yield [{ kind: "marriages", iin: applicant }];
      const held = standingMarriages(records.marriages[applicant] ?? [], records.on);
      const married = (owner: Iin) => held.findLast(({ spouse }) => spouse === owner);
      return tie(owners, (owner) => [married(owner)].map((record) => record && across(record, owner))) ?? noTie;
    }
    case "full-sibling":
      return yield* fullSibling(applicant, owners);
    case "half-sibling": {
      const own = standing(yield [{ kind: "parentages", iin: applicant }], applicant);
      const common = own?.[claim.via];
      if (common === undefined) return notRecorded;
      const among = childrenOf(yield [{ kind: "children", iin: common }], common);
      return tie(owners, (owner) => upAndDown(own, common, among.get(owner))) ?? noTie;
    }
    case "grandparent": {
      const owned = yield owners.map((iin) => ({ kind: "parentages", iin }));
      const named = owners.flatMap((owner) => {
        const record = standing(owned, owner);
        const parent = record?.[claim.via];
        return record === undefined || parent === undefined ? [] : [{ owner, record, parent }];
      });
      if (named.length === 0) return notRecorded;
      const records = yield named.map(({ parent }) => ({ kind: "parentages", iin: parent }));
      for (const { owner, record, parent } of named) {
        const elder = standing(records, parent);
        if (elder !== undefined && names(elder, applicant)) {
          return { kind: "confirmed", owner, chain: [down(elder), down(record)] };
        }
      }
      return noTie;
    }
    case "grandchild": {
      const own = standing(yield [{ kind: "parentages", iin: applicant }], applicant);
      const parent = own?.[claim.via];
      if (parent === undefined) return notRecorded;
      const elder = standing(yield [{ kind: "parentages", iin: parent }], parent);
      return tie(owners, (owner) => [up(own, parent), up(elder, owner)]) ?? lacking(elder);
    }
    case "in-law": {
      const chain = yield* inLaw(applicant, owners, inLaws);
      const owner = chain?.at(-1)?.iin;
      return chain === undefined || owner === undefined ? noTie : { kind: "confirmed", owner, chain };
    }
  }
}

/** Both parents are shared; where no father is recorded, the mother may still be the common parent of half-siblings [ours]. */
function* fullSibling(applicant: Iin, owners: readonly Iin[]): Solving {
  const throughMother: Solution = { ...notRecorded, instead: { degree: "half-sibling", via: "mother" } };
  const own = standing(yield [{ kind: "parentages", iin: applicant }], applicant);
  if (own?.mother === undefined) return notRecorded;
  if (own.father === undefined) return throughMother;
  const { mother, father } = own;
  const among = childrenOf(yield [{ kind: "children", iin: mother }], mother);
  const whole = owners.find((owner) => among.get(owner)?.mother === mother && among.get(owner)?.father === father);
  if (whole !== undefined) return tie([whole], (owner) => upAndDown(own, mother, among.get(owner))) ?? noTie;
  const isFatherless = owners.some((owner) => among.has(owner) && among.get(owner)?.father === undefined);
  return isFatherless ? throughMother : noTie;
}

function upAndDown(own: Parentage | undefined, parent: Iin, sibling: Parentage | undefined) {
  return [up(own, parent), sibling && down(sibling)];
}

/** The first owner to whom the whole way is there. */
function tie(owners: readonly Iin[], way: (owner: Iin) => readonly (Link | undefined)[]): Solution | undefined {
  for (const owner of owners) {
    const chain = way(owner);
    if (chain.every((link) => link !== undefined)) return { kind: "confirmed", owner, chain };
  }
  return undefined;
}

/** The tie is not in the record: because there is none, or because the record is incomplete. */
function lacking(record: Parentage | undefined): Solution {
  return parentsIn(record).length === 2 ? noTie : notRecorded;
}

function standing(records: KinshipRecords, child: Iin): Parentage | undefined {
  return standingParentage(records.parentages[child] ?? [], child, records.on);
}

/** The person's children of the day, each with the record that says so. */
function childrenOf(records: KinshipRecords, parent: Iin): ReadonlyMap<Iin, Parentage> {
  return standingChildren(records.children[parent] ?? [], parent, records.on);
}

/** What a claim still wants to know, or what has come of it. */
export type Progress =
  | { readonly kind: "asking"; readonly questions: readonly RecordQuestion[] }
  | { readonly kind: "solved"; readonly solution: Solution };

/** How far the records lead: to the questions that come next, each person once, or to the solution. */
export function solve(question: KinQuestion, records: KinshipRecords): Progress {
  const steps = solving(question);
  for (let step = steps.next(records); ; step = steps.next(records)) {
    if (step.done === true) return { kind: "solved", solution: step.value };
    const open = new Map(step.value.filter((one) => !isAsked(records, one)).map((one) => [one.kind + one.iin, one]));
    if (open.size > 0) return { kind: "asking", questions: [...open.values()] };
  }
}
