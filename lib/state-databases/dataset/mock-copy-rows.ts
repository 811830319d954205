import "server-only";
import { z } from "zod";
import type { Tx } from "@/lib/infra/db/client";
import { freshDigits } from "./fresh-numbers";
import { recordsNaming, type Closure } from "./mock-closure";

/** What stands for what in a copy: every old IIN, address code, phone and document number with its new one. */
export interface Names {
  readonly iins: ReadonlyMap<string, string>;
  readonly dwellings: ReadonlyMap<string, string>;
  readonly phones: ReadonlyMap<string, string>;
  readonly documents: ReadonlyMap<string, string>;
}

type Rename = <Old extends string | null>(old: Old) => Old | string;

const renaming =
  (names: ReadonlyMap<string, string>): Rename =>
  (old) =>
    old === null ? old : (names.get(old) ?? old);

/** Writes the rows of a closure once more, under the new names. */
export async function copyRows(tx: Tx, closure: Closure, names: Names): Promise<void> {
  const people = { in: [...closure.people] };
  const iinOf = renaming(names.iins);
  await copyPersons(tx, people, iinOf, names);
  await copyDwellings(tx, closure, iinOf, renaming(names.dwellings));
  await copyRecords(tx, closure, iinOf);
  await copyStatuses(tx, people, iinOf);
  await copyQa(tx, people, iinOf);
}

async function copyPersons(tx: Tx, people: { in: string[] }, iinOf: Rename, names: Names): Promise<void> {
  const where = { iin: people };
  const [phoneOf, documentOf] = [renaming(names.phones), renaming(names.documents)];
  const persons = await tx.mockPerson.findMany({ where, omit: { photo: true } });
  await tx.mockPerson.createMany({ data: persons.map((row) => ({ ...row, iin: iinOf(row.iin) })) });
  // The pictures stay inside PostgreSQL.
  await tx.$executeRaw`UPDATE state_databases.person AS copied SET photo = original.photo
    FROM state_databases.person AS original,
      unnest(${[...names.iins.keys()]}::text[], ${[...names.iins.values()]}::text[]) AS names (old, fresh)
    WHERE original.iin = names.old AND copied.iin = names.fresh`;
  const phones = await tx.mockPhone.findMany({ where });
  await tx.mockPhone.createMany({ data: phones.map((row) => ({ iin: iinOf(row.iin), number: phoneOf(row.number) })) });
  const documents = await tx.mockDocument.findMany({ where });
  await tx.mockDocument.createMany({
    data: documents.map((row) => ({ ...row, iin: iinOf(row.iin), number: documentOf(row.number) })),
  });
  const accounts = await tx.account.findMany({ where, omit: { createdAt: true } });
  await tx.account.createMany({
    data: accounts.map((row) => ({
      ...row,
      iin: iinOf(row.iin),
      phone: phoneOf(row.phone),
      email: row.email === null ? null : `${iinOf(row.iin)}@example.kz`,
    })),
  });
}

async function copyDwellings(tx: Tx, closure: Closure, iinOf: Rename, rkaOf: Rename): Promise<void> {
  const where = { rka: { in: [...closure.dwellings] } };
  const dwellings = await tx.mockDwelling.findMany({ where });
  await tx.mockDwelling.createMany({
    data: dwellings.map(({ address, cadastralNumber, ...row }) => ({
      ...row,
      rka: rkaOf(row.rka),
      cadastralNumber: cadastralNumber === null ? null : freshDigits(cadastralNumber),
      address: besides(address, rkaOf(row.rka)),
    })),
  });
  const owners = await tx.mockDwellingOwner.findMany({ where, omit: { id: true }, orderBy: { id: "asc" } });
  await tx.mockDwellingOwner.createMany({
    data: owners.map((row) => ({ ...row, rka: rkaOf(row.rka), iin: iinOf(row.iin) })),
  });
  // The keys belong to the applications that began and ended the original's registration.
  const omit = { id: true, key: true, endedBy: true } as const;
  const registrations = await tx.mockRegistration.findMany({ where, omit, orderBy: { id: "asc" } });
  await tx.mockRegistration.createMany({
    data: registrations.map((row) => ({ ...row, rka: rkaOf(row.rka), iin: iinOf(row.iin) })),
  });
  const entries = await tx.mockAddressEntry.findMany({ where: { iin: { in: [...closure.people] } } });
  await tx.mockAddressEntry.createMany({
    data: entries.map((row) => ({ ...row, rka: rkaOf(row.rka), iin: iinOf(row.iin) })),
  });
}

const addressSchema = z.object({ kk: z.record(z.string(), z.string()), ru: z.record(z.string(), z.string()) });

/** An address in the same house: two dwellings of one address could not be told apart in the address register. */
function besides(address: unknown, rka: string) {
  const { kk, ru } = addressSchema.parse(address);
  const part = kk["flat"] === undefined ? "house" : "flat";
  const beside = `${kk[part] ?? ""}/${rka.slice(-5)}`;
  return { kk: { ...kk, [part]: beside }, ru: { ...ru, [part]: beside } };
}

async function copyRecords(tx: Tx, closure: Closure, iinOf: Rename): Promise<void> {
  const people = { in: [...closure.people] };
  const records = await tx.mockCivilRecord.findMany({
    where: { OR: recordsNaming(closure.people) },
    omit: { id: true },
    orderBy: { id: "asc" },
  });
  await tx.mockCivilRecord.createMany({
    data: records.map((row) => ({
      ...row,
      child: iinOf(row.child),
      mother: iinOf(row.mother),
      father: iinOf(row.father),
      spouseA: iinOf(row.spouseA),
      spouseB: iinOf(row.spouseB),
      person: iinOf(row.person),
    })),
  });
  const guardianships = await tx.mockGuardianship.findMany({ where: { ward: people }, omit: { id: true } });
  await tx.mockGuardianship.createMany({
    data: guardianships.map((row) => ({ ...row, ward: iinOf(row.ward), guardian: iinOf(row.guardian) })),
  });
  const kinEdges = await tx.mockKinEdge.findMany({ where: { from: people }, omit: { id: true } });
  await tx.mockKinEdge.createMany({
    data: kinEdges.map((row) => ({ ...row, from: iinOf(row.from), to: iinOf(row.to) })),
  });
  const deaths = await tx.mockDeath.findMany({ where: { iin: people } });
  await tx.mockDeath.createMany({ data: deaths.map((row) => ({ ...row, iin: iinOf(row.iin) })) });
}

async function copyStatuses(tx: Tx, people: { in: string[] }, iinOf: Rename): Promise<void> {
  const where = { iin: people };
  const statuses = await tx.mockSocialStatus.findMany({ where, omit: { id: true } });
  await tx.mockSocialStatus.createMany({ data: statuses.map((row) => ({ ...row, iin: iinOf(row.iin) })) });
  const studies = await tx.mockStudy.findMany({ where, omit: { id: true } });
  await tx.mockStudy.createMany({ data: studies.map((row) => ({ ...row, iin: iinOf(row.iin) })) });
  const wanted = await tx.mockWanted.findMany({ where });
  await tx.mockWanted.createMany({ data: wanted.map((row) => ({ iin: iinOf(row.iin) })) });
}

async function copyQa(tx: Tx, people: { in: string[] }, iinOf: Rename): Promise<void> {
  const where = { iin: people };
  const identification = await tx.mockIdentification.findMany({ where });
  await tx.mockIdentification.createMany({ data: identification.map((row) => ({ ...row, iin: iinOf(row.iin) })) });
  const accessRefusals = await tx.mockAccessRefusal.findMany({ where });
  await tx.mockAccessRefusal.createMany({ data: accessRefusals.map((row) => ({ iin: iinOf(row.iin) })) });
  const documentRefusals = await tx.mockDocumentRefusal.findMany({ where });
  await tx.mockDocumentRefusal.createMany({ data: documentRefusals.map((row) => ({ ...row, iin: iinOf(row.iin) })) });
  const documentReturns = await tx.mockDocumentReturn.findMany({ where });
  await tx.mockDocumentReturn.createMany({ data: documentReturns.map((row) => ({ ...row, iin: iinOf(row.iin) })) });
  const faults = await tx.mockFault.findMany({ where, omit: { id: true } });
  await tx.mockFault.createMany({ data: faults.map((row) => ({ ...row, iin: iinOf(row.iin) })) });
  const clocks = await tx.clock.findMany({ where });
  await tx.clock.createMany({ data: clocks.map((row) => ({ ...row, iin: iinOf(row.iin) })) });
}
