import type { Iin } from "@/lib/kernel/iin";
import type { LocalDate } from "@/lib/kernel/local-date";
import type { KinClaim } from "./solver";
import type { Archive } from "./zags-for-tests";

// The regulation's list once more, in another way: not a walk from record to record, but relations over all people at once, as
// sets of pairs that are turned round, joined and united. It shares no line with the solver.

type Relation = ReadonlySet<string>;

const pair = (from: string, to: string) => `${from} ${to}`;
const pairsOf = (relation: Relation) => [...relation].map((both) => both.split(" ") as [string, string]);

function inverse(relation: Relation): Relation {
  return new Set(pairsOf(relation).map(([from, to]) => pair(to, from)));
}

function join(first: Relation, second: Relation): Relation {
  const onward = new Map<string, string[]>();
  for (const [from, to] of pairsOf(second)) onward.set(from, [...(onward.get(from) ?? []), to]);
  return new Set(pairsOf(first).flatMap(([from, over]) => (onward.get(over) ?? []).map((to) => pair(from, to))));
}

function union(...relations: readonly Relation[]): Relation {
  return new Set(relations.flatMap((relation) => [...relation]));
}

function irreflexive(relation: Relation): Relation {
  return new Set(pairsOf(relation).flatMap(([from, to]) => (from === to ? [] : [pair(from, to)])));
}

/** What everybody is to everybody on a day: `has(claim, a, b)` — whether `a` is that to `b`. */
export function kinOn({ parentages, marriages }: Archive, today: LocalDate) {
  // Time goes by: births first, then each adoption in its turn takes the child's parents away and gives it others.
  const parents = new Map<Iin, { mother?: Iin | undefined; father?: Iin | undefined }>();
  const turns = [...parentages].filter(({ date }) => date <= today).sort((a, b) => a.date.localeCompare(b.date));
  for (const type of ["birth", "adoption"])
    for (const turn of turns)
      if (turn.type === type) parents.set(turn.child, { mother: turn.mother, father: turn.father });

  const childOfMother = new Set<string>();
  const childOfFather = new Set<string>();
  for (const [child, { mother, father }] of parents) {
    if (mother !== undefined) childOfMother.add(pair(child, mother));
    if (father !== undefined) childOfFather.add(pair(child, father));
  }
  const child = union(childOfMother, childOfFather);

  const married = new Set<string>();
  const wedding = new Map<string, string>();
  const current = new Set<string>();
  for (const { spouses, date, dissolvedOn } of marriages.toSorted((a, b) => a.date.localeCompare(b.date))) {
    if (date > today || (dissolvedOn !== undefined && dissolvedOn <= today)) continue;
    const [one, other] = spouses;
    married.add(pair(one, other)).add(pair(other, one));
    wedding.set(one, other).set(other, one);
  }
  // Whoever the owner wedded last is the owner's spouse: from the spouse to the owner.
  for (const [owner, spouse] of wedding) current.add(pair(spouse, owner));

  const parent = inverse(child);
  const sharesParent = irreflexive(join(child, parent));
  const sharesMother = irreflexive(join(childOfMother, inverse(childOfMother)));
  const sharesFather = irreflexive(join(childOfFather, inverse(childOfFather)));
  const toSpouse = union(child, parent, sharesParent, join(parent, parent));
  const relations: Readonly<Record<string, Relation>> = {
    child,
    parent,
    spouse: married,
    "full-sibling": new Set([...sharesMother].filter((both) => sharesFather.has(both))),
    "half-sibling mother": irreflexive(join(childOfMother, parent)),
    "half-sibling father": irreflexive(join(childOfFather, parent)),
    "grandparent mother": join(parent, inverse(childOfMother)),
    "grandparent father": join(parent, inverse(childOfFather)),
    "grandchild mother": join(childOfMother, child),
    "grandchild father": join(childOfFather, child),
    "in-law": join(irreflexive(toSpouse), current),
  };
  const steps: Readonly<Record<string, Relation>> = {
    mother: childOfMother,
    father: childOfFather,
    child: parent,
    spouse: married,
  };
  return {
    has: ({ degree, via }: KinClaim, a: Iin, b: Iin): boolean =>
      relations[via === undefined ? degree : `${degree} ${via}`]?.has(pair(a, b)) === true,
    /** Whether `b` is to `a` what a link of a chain says. */
    hasStep: (as: string, a: string, b: string): boolean => steps[as]?.has(pair(a, b)) === true,
  };
}
