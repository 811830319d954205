import type { z } from "zod";
import { entrySchemas as entries, type ListName } from "./format";
import { jsonPath, type Problem } from "./problems";

/** What the databases hold already, when the dataset is added to them; all empty when it replaces them. */
export interface Held {
  readonly people: ReadonlySet<string>;
  readonly dwellings: ReadonlySet<string>;
  readonly photos: ReadonlySet<string>;
  /** Whose document each number is. */
  readonly documentOwners: ReadonlyMap<string, string>;
}

type Report = (path: readonly PropertyKey[], message: string) => void;

/** The key by which the database knows an entry; two entries with one key contradict each other. */
const keys = {
  persons: "iin",
  phones: "iin",
  documents: "number",
  legalEntities: "bin",
  dwellings: "rka",
  deaths: "iin",
  identification: "iin",
  accessRefusals: "iin",
  documentRefusals: "iin",
  documentReturns: "iin",
  wanted: "iin",
  registrationPoints: "id",
} as const satisfies Partial<Record<ListName, string>>;

/**
 * What is wrong between the entries of a dataset: duplicates, references within one database that lead nowhere, days in the wrong
 * order. References between databases are not judged: that they disagree may be the very point of a test.
 * In: the dataset as it was given, well-formed or not; entries that are not well-formed are passed over.
 */
export function contradictions(dataset: unknown, held: Held): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, message) => problems.push({ path: jsonPath(path), message });
  const lists = isRecord(dataset) ? dataset : {};
  for (const [name, key] of Object.entries(keys)) reportDuplicates(lists[name], name, key, report);
  reportPeople(lists, held, report);
  reportAccounts(lists, report);
  reportDocuments(lists, held, report);
  reportRecords(lists, report);
  reportDwellings(lists, held, report);
  reportPeriods(lists, report);
  return problems;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function raw(list: unknown): unknown[] {
  return Array.isArray(list) ? list : [];
}

/** The texts under `key`, of entries that are otherwise broken too: a reference to a broken entry is not one more mistake. */
function named(list: unknown, key: string): (string | undefined)[] {
  return raw(list).map((entry) => {
    const value = isRecord(entry) ? entry[key] : undefined;
    return typeof value === "string" ? value : undefined;
  });
}

function wellFormed<Entry>(list: unknown, schema: z.ZodType<Entry>): { index: number; entry: Entry }[] {
  return raw(list).flatMap((value, index) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? [{ index, entry: parsed.data }] : [];
  });
}

function reportDuplicates(list: unknown, name: string, key: string, report: Report): void {
  const first = new Map<string, number>();
  named(list, key).forEach((value, index) => {
    if (value === undefined) return;
    const earlier = first.get(value);
    if (earlier === undefined) first.set(value, index);
    else report([name, index, key], `the same as ${jsonPath([name, earlier, key])}`);
  });
}

function reportPeople(lists: Record<string, unknown>, held: Held, report: Report): void {
  const pictures = new Set([...held.photos, ...Object.keys(isRecord(lists["photos"]) ? lists["photos"] : {})]);
  for (const { index, entry } of wellFormed(lists["persons"], entries.persons)) {
    if (entry.deathDate !== undefined && entry.deathDate < entry.birthDate)
      report(["persons", index, "deathDate"], "is before the birth");
    if (entry.photo !== undefined && !pictures.has(entry.photo))
      report(["persons", index, "photo"], "there is no photo of this name, nor such a file beside the dataset");
  }
  for (const { index, entry } of wellFormed(lists["identification"], entries.identification))
    if (entry.outcome === undefined && entry.likeness === undefined)
      report(["identification", index], "gives neither an outcome nor a likeness");
}

/** A person has one account of their own, and one for each entity that they act for. */
function reportAccounts(lists: Record<string, unknown>, report: Report): void {
  const first = new Map<string, number>();
  const entities = new Set(named(lists["legalEntities"], "bin"));
  for (const { index, entry } of wellFormed(lists["accounts"], entries.accounts)) {
    if (entry.bin !== undefined && !entities.has(entry.bin))
      report(["accounts", index, "bin"], "the dataset has no legal entity of this BIN");
    const key = `${entry.iin} ${entry.bin ?? ""}`;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    else report(["accounts", index, "iin"], `the same as ${jsonPath(["accounts", earlier, "iin"])}`);
  }
}

function reportDocuments(lists: Record<string, unknown>, held: Held, report: Report): void {
  for (const { index, entry } of wellFormed(lists["documents"], entries.documents)) {
    if (entry.expiresOn < entry.issuedOn) report(["documents", index, "expiresOn"], "is before the day of issue");
    const owner = held.documentOwners.get(entry.number);
    if (owner !== undefined && owner !== entry.iin)
      report(["documents", index, "number"], "is the number of somebody else's document");
  }
}

function reportRecords(lists: Record<string, unknown>, report: Report): void {
  for (const { index, entry } of wellFormed(lists["civilRecords"], entries.civilRecords)) {
    if (entry.type === "marriage") {
      if (entry.spouses[0] === entry.spouses[1])
        report(["civilRecords", index, "spouses", 1], "nobody marries themselves");
      if (entry.dissolvedOn !== undefined && entry.dissolvedOn < entry.date)
        report(["civilRecords", index, "dissolvedOn"], "is before the marriage");
    } else if (entry.type !== "data-change") {
      for (const parent of ["mother", "father"] as const)
        if (entry[parent] === entry.child) report(["civilRecords", index, parent], "nobody is their own parent");
    }
  }
  for (const { index, entry } of wellFormed(lists["guardianships"], entries.guardianships))
    if (entry.ward === entry.guardian) report(["guardianships", index, "guardian"], "nobody is their own guardian");
}

function reportDwellings(lists: Record<string, unknown>, held: Held, report: Report): void {
  for (const { index, entry } of wellFormed(lists["dwellings"], entries.dwellings)) {
    if (entry.usableAreaM2 !== undefined && entry.usableAreaM2 > entry.totalAreaM2)
      report(["dwellings", index, "usableAreaM2"], "is larger than the total area");
    entry.owners.forEach((owner, place) => {
      if ((owner.iin === undefined) === (owner.bin === undefined))
        report(["dwellings", index, "owners", place], "an owner has either an IIN or a BIN");
      if (owner.until !== undefined && owner.until < owner.since)
        report(["dwellings", index, "owners", place, "until"], "is before the first day");
    });
    // Whoever has given their share away owns it no longer.
    if (moreThanWhole(entry.owners.filter(({ until }) => until === undefined).map((owner) => owner.share)))
      report(["dwellings", index, "owners"], "the shares add up to more than the whole");
  }
  const dwellings = new Set<string | undefined>([...held.dwellings, ...named(lists["dwellings"], "rka")]);
  const people = new Set<string | undefined>([...held.people, ...named(lists["persons"], "iin")]);
  for (const { index, entry } of wellFormed(lists["registrations"], entries.registrations)) {
    if (!dwellings.has(entry.rka)) report(["registrations", index, "rka"], "there is no dwelling with this code");
    if (!people.has(entry.iin)) report(["registrations", index, "iin"], "there is no person with this IIN");
  }
  for (const { index, entry } of wellFormed(lists["addressEntries"], entries.addressEntries))
    if (entry.rka !== undefined && !dwellings.has(entry.rka))
      report(["addressEntries", index, "rka"], "there is no dwelling with this code");
}

function moreThanWhole(shares: readonly string[]): boolean {
  const [numerator, denominator] = shares
    .map((share) => share.split("/").map(BigInt))
    .reduce<[bigint, bigint]>(([n, d], [n2 = 0n, d2 = 1n]) => [n * d2 + n2 * d, d * d2], [0n, 1n]);
  return numerator > denominator;
}

function reportPeriods(lists: Record<string, unknown>, report: Report): void {
  const periods = {
    registrations: entries.registrations,
    addressEntries: entries.addressEntries,
    socialStatuses: entries.socialStatuses,
    studies: entries.studies,
  };
  for (const [name, schema] of Object.entries(periods))
    for (const { index, entry } of wellFormed<{ from: string; to?: string | undefined }>(lists[name], schema))
      if (entry.to !== undefined && entry.to < entry.from) report([name, index, "to"], "is before the first day");
  for (const { index, entry } of wellFormed(lists["guardianships"], entries.guardianships))
    if (entry.to !== undefined && entry.to < entry.since)
      report(["guardianships", index, "to"], "is before the first day");
}
