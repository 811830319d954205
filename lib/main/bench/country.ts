import { dice, type Dice } from "@/lib/process/testing/dice";
import type { KinshipClaim } from "@/lib/residence/kinship/claim";

/** The people on the way of one question: the claim, who makes it, and whose relative they say they are. */
export interface AskedKin {
  readonly claim: KinshipClaim;
  readonly applicant: number;
  readonly owner: number;
}

/** A made-up country of numbered people, in which everything about everyone follows from the number. */
export interface Country {
  readonly people: number;
  readonly dwellings: number;
  readonly parentages: () => Iterable<string>;
  readonly marriages: () => Iterable<string>;
  readonly registrations: () => Iterable<string>;
  /** Questions about kinship, half of them about relatives and half about strangers. */
  readonly kin: (seed: number) => () => AskedKin;
}

const generations = 4;
const missing = String.raw`\N`;

/**
 * A country of four generations: couples with two children each, spread over the country by a stride; a father in twenty unrecorded,
 * a child in a hundred adopted, a couple in four divorced; three or four people to a dwelling, some of whom have left.
 * In: how many people, a multiple of eight and 800 at least.
 */
export function makeCountry(people: number): Country {
  const size = people / generations;
  const dwellings = Math.round(people * 0.3);
  const stride = strideFor(size);
  const back = inverse(stride, size);
  const dwellingStride = strideFor(dwellings);

  const generationOf = (person: number) => Math.floor(person / size);
  const placeOf = (person: number) => ((person % size) * stride) % size;
  const motherOf = (person: number) => (generationOf(person) - 1) * size + (placeOf(person) & ~1);
  const fatherOf = (person: number) => motherOf(person) + 1;
  const siblingOf = (person: number) => generationOf(person) * size + (((placeOf(person) ^ 1) * back) % size);
  const spouseOf = (person: number) => person ^ 1;

  function* parentages(): Iterable<string> {
    for (let person = size; person < people; person++) {
      const father = person % 20 === 3 ? missing : String(fatherOf(person));
      yield `${String(person)}\tf\t${String(motherOf(person))}\t${father}\t1990-01-01`;
      if (person % 100 === 7) {
        const other = siblingOf((person + 11) % people);
        if (other >= size)
          yield `${String(person)}\tt\t${String(motherOf(other))}\t${String(fatherOf(other))}\t1995-01-01`;
      }
    }
  }

  function* marriages(): Iterable<string> {
    for (let wife = 0; wife < people; wife += 2) {
      if (wife % 10 === 4) continue;
      yield `${String(wife)}\t${String(wife + 1)}\t2000-01-01\t${wife % 8 === 0 ? "2015-01-01" : missing}`;
    }
  }

  function* registrations(): Iterable<string> {
    for (let person = 0; person < people; person++) {
      const dwelling = (person * dwellingStride) % dwellings;
      yield `${String(dwelling)}\t${String(person)}\t2020-01-01\t${missing}`;
      if (person % 10 === 1) yield `${String((dwelling + 1) % dwellings)}\t${String(person)}\t2010-01-01\t2019-12-31`;
    }
  }

  function related(chance: Dice): AskedKin {
    const young = 2 * size + chance.roll(2 * size);
    const mother = motherOf(young);
    switch (chance.roll(8)) {
      case 0:
        return { claim: { degree: "child" }, applicant: young, owner: mother };
      case 1:
        return { claim: { degree: "parent" }, applicant: fatherOf(young), owner: young };
      case 2:
        return { claim: { degree: "spouse" }, applicant: young, owner: spouseOf(young) };
      case 3:
        return { claim: { degree: "full-sibling" }, applicant: young, owner: siblingOf(young) };
      case 4:
        return { claim: { degree: "half-sibling", via: "mother" }, applicant: young, owner: siblingOf(young) };
      case 5:
        return { claim: { degree: "grandparent", via: "mother" }, applicant: motherOf(mother), owner: young };
      case 6:
        return { claim: { degree: "grandchild", via: "father" }, applicant: young, owner: fatherOf(fatherOf(young)) };
      default:
        return { claim: { degree: "in-law" }, applicant: motherOf(motherOf(young)), owner: spouseOf(young) };
    }
  }

  return {
    people,
    dwellings,
    parentages,
    marriages,
    registrations,
    kin: (seed) => {
      const chance = dice(seed);
      return () => {
        const asked = related(chance);
        return chance.chance(50) ? asked : { ...asked, owner: chance.roll(people) };
      };
    },
  };
}

function strideFor(size: number): number {
  const strides = [1_000_003, 999_983, 700_001, 611_953, 524_287];
  const stride = strides.find((one) => size % one !== 0);
  if (stride === undefined) throw new RangeError("No stride for so many people");
  return stride;
}

/** The number that takes a stride back, by Euclid's algorithm. Throws RangeError where there is none. */
function inverse(stride: number, size: number): number {
  let [remainder, next, factor, nextFactor] = [size, stride % size, 0, 1];
  while (next !== 0) {
    const times = Math.floor(remainder / next);
    [remainder, next] = [next, remainder - times * next];
    [factor, nextFactor] = [nextFactor, factor - times * nextFactor];
  }
  if (remainder !== 1) throw new RangeError("The stride does not reach everybody");
  return ((factor % size) + size) % size;
}
