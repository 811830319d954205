import "server-only";
import type { Tx } from "@/lib/infra/db/client";

/** Everyone and every dwelling tied to one person. */
export interface Closure {
  readonly people: readonly string[];
  readonly dwellings: readonly string[];
}

/** More people than these are no household but a town. */
const mostPeople = 300;

/**
 * The closure over civil records, guardianship and shared dwellings (owners and those registered there), from one person outwards until
 * nobody new is met. Null when it grows beyond 300 people.
 */
export async function closureOf(tx: Tx, iin: string): Promise<Closure | null> {
  const people = new Set<string>();
  const dwellings = new Set<string>();
  let met = [iin];
  while (met.length > 0) {
    for (const person of met) people.add(person);
    if (people.size > mostPeople) return null;
    for (const dwelling of await dwellingsOf(tx, met)) dwellings.add(dwelling);
    const tied = [...(await kinOf(tx, met)), ...(await peopleIn(tx, [...dwellings]))];
    met = [...new Set(tied)].filter((person) => !people.has(person));
  }
  return { people: [...people], dwellings: [...dwellings] };
}

async function kinOf(tx: Tx, iins: readonly string[]): Promise<string[]> {
  const among = { in: [...iins] };
  const [records, guardianships] = [
    await tx.mockCivilRecord.findMany({ where: { OR: recordsNaming(iins) } }),
    await tx.mockGuardianship.findMany({ where: { OR: [{ ward: among }, { guardian: among }] } }),
  ];
  return [
    ...records.flatMap(({ child, mother, father, spouseA, spouseB, person }) => [
      ...[child, mother, father, spouseA, spouseB, person].filter((iin) => iin !== null),
    ]),
    ...guardianships.flatMap(({ ward, guardian }) => [ward, guardian]),
  ];
}

/** The conditions under which a civil record names one of these people. */
export function recordsNaming(iins: readonly string[]) {
  const among = { in: [...iins] };
  return [
    { child: among },
    { mother: among },
    { father: among },
    { spouseA: among },
    { spouseB: among },
    { person: among },
  ];
}

async function dwellingsOf(tx: Tx, iins: readonly string[]): Promise<string[]> {
  const where = { iin: { in: [...iins] } };
  const owned = await tx.mockDwellingOwner.findMany({ where, select: { rka: true } });
  const lived = await tx.mockRegistration.findMany({ where, select: { rka: true } });
  return [...owned, ...lived].map(({ rka }) => rka);
}

async function peopleIn(tx: Tx, dwellings: readonly string[]): Promise<string[]> {
  const where = { rka: { in: [...dwellings] } };
  const owners = await tx.mockDwellingOwner.findMany({ where, select: { iin: true } });
  const registered = await tx.mockRegistration.findMany({ where, select: { iin: true } });
  return [...owners, ...registered].flatMap(({ iin }) => (iin === null ? [] : [iin]));
}
