import "server-only";
import type { Tx } from "@/lib/infra/db/client";
import type { Rows } from "./mock-rows";

/** How many rows one statement names, far below PostgreSQL's limit of parameters. */
const statementRows = 200;

/** Empties everything the mocks hold, and the accounts (with their clocks) that have never applied for anything. */
export async function emptyDatabases(tx: Tx): Promise<void> {
  await tx.mockDwelling.deleteMany();
  await tx.mockPerson.deleteMany();
  await tx.mockPhone.deleteMany();
  await tx.mockDocument.deleteMany();
  await tx.mockDocumentApplication.deleteMany();
  await tx.mockCivilRecord.deleteMany();
  await tx.mockLegalEntity.deleteMany();
  await tx.mockAddressEntry.deleteMany();
  await tx.mockGuardianship.deleteMany();
  await tx.mockSocialStatus.deleteMany();
  await tx.mockStudy.deleteMany();
  await tx.mockDeath.deleteMany();
  await tx.mockKinEdge.deleteMany();
  await tx.mockIdentification.deleteMany();
  await tx.mockAccessRefusal.deleteMany();
  await tx.mockAccessToken.deleteMany();
  await tx.mockDocumentRefusal.deleteMany();
  await tx.mockDocumentReturn.deleteMany();
  await tx.mockWanted.deleteMany();
  await tx.mockRegistrationPoint.deleteMany();
  await tx.mockPhoto.deleteMany();
  await tx.mockFault.deleteMany();
  await tx.mockMessage.deleteMany();
  await tx.$executeRaw`DELETE FROM portal.account a
    WHERE NOT EXISTS (SELECT 1 FROM portal.application p WHERE p.applicant = a.iin)`;
  await tx.entityAccount.deleteMany();
  await tx.$executeRaw`DELETE FROM portal.clock c
    WHERE c.iin <> '*' AND NOT EXISTS (SELECT 1 FROM portal.application p WHERE p.applicant = c.iin)`;
}

/**
 * Adds rows. One that a database knows by a key takes the place of its namesake; one without a key is added unless the very same
 * is there, so that adding a dataset twice is adding it once.
 */
export async function addRows(tx: Tx, rows: Rows): Promise<void> {
  await addPeople(tx, rows);
  await addDwellings(tx, rows);
  await addRecords(tx, rows);
  await addQa(tx, rows);
}

async function addPeople(tx: Tx, rows: Rows): Promise<void> {
  for (const data of portions(rows.persons)) {
    await tx.mockPerson.deleteMany({ where: { iin: { in: data.map(({ iin }) => iin) } } });
    await tx.mockPerson.createMany({ data });
  }
  for (const { bytes, iins } of rows.portraits)
    await tx.$executeRaw`UPDATE state_databases.person SET photo = ${bytes} WHERE iin = ANY(${iins})`;
  for (const data of portions(rows.phones)) {
    await tx.mockPhone.deleteMany({ where: { iin: { in: data.map(({ iin }) => iin) } } });
    await tx.mockPhone.createMany({ data });
  }
  for (const data of portions(rows.documents)) {
    await tx.mockDocument.deleteMany({ where: { number: { in: data.map(({ number }) => number) } } });
    await tx.mockDocument.createMany({ data });
  }
  for (const data of portions(rows.legalEntities)) {
    await tx.mockLegalEntity.deleteMany({ where: { bin: { in: data.map(({ bin }) => bin) } } });
    await tx.mockLegalEntity.createMany({ data });
  }
  for (const data of portions(rows.deaths)) {
    await tx.mockDeath.deleteMany({ where: { iin: { in: data.map(({ iin }) => iin) } } });
    await tx.mockDeath.createMany({ data });
  }
}

async function addDwellings(tx: Tx, rows: Rows): Promise<void> {
  const codes = rows.dwellings.map(({ rka }) => rka);
  const known = await tx.mockDwelling.findMany({ where: { rka: { in: codes } }, select: { rka: true } });
  const there = new Set(known.map(({ rka }) => rka));
  // A dwelling is changed in place: deleting it would take the registrations of people who live there.
  for (const { rka, ...data } of rows.dwellings.filter((dwelling) => there.has(dwelling.rka)))
    await tx.mockDwelling.update({ where: { rka }, data });
  for (const data of portions(rows.dwellings.filter((dwelling) => !there.has(dwelling.rka))))
    await tx.mockDwelling.createMany({ data });
  for (const portion of portions(codes)) await tx.mockDwellingOwner.deleteMany({ where: { rka: { in: portion } } });
  for (const data of portions(rows.dwellingOwners)) await tx.mockDwellingOwner.createMany({ data });
}

async function addRecords(tx: Tx, rows: Rows): Promise<void> {
  for (const data of portions(rows.civilRecords)) {
    await tx.mockCivilRecord.deleteMany({ where: { OR: data } });
    await tx.mockCivilRecord.createMany({ data });
  }
  for (const data of portions(rows.registrations)) {
    await tx.mockRegistration.deleteMany({ where: { OR: data } });
    await tx.mockRegistration.createMany({ data });
  }
  for (const data of portions(rows.addressEntries)) {
    const keys = data.map(({ iin, kind }) => ({ iin, kind }));
    await tx.mockAddressEntry.deleteMany({ where: { OR: keys } });
    await tx.mockAddressEntry.createMany({ data });
  }
  for (const data of portions(rows.guardianships)) {
    await tx.mockGuardianship.deleteMany({ where: { OR: data } });
    await tx.mockGuardianship.createMany({ data });
  }
  for (const data of portions(rows.socialStatuses)) {
    await tx.mockSocialStatus.deleteMany({ where: { OR: data } });
    await tx.mockSocialStatus.createMany({ data });
  }
  for (const data of portions(rows.studies)) {
    await tx.mockStudy.deleteMany({ where: { OR: data } });
    await tx.mockStudy.createMany({ data });
  }
  for (const data of portions(rows.kinEdges)) {
    await tx.mockKinEdge.deleteMany({ where: { OR: data } });
    await tx.mockKinEdge.createMany({ data });
  }
}

async function addQa(tx: Tx, rows: Rows): Promise<void> {
  for (const data of portions(rows.identification)) {
    await tx.mockIdentification.deleteMany({ where: { iin: { in: data.map(({ iin }) => iin) } } });
    await tx.mockIdentification.createMany({ data });
  }
  for (const data of portions(rows.documentRefusals)) {
    await tx.mockDocumentRefusal.deleteMany({ where: { iin: { in: data.map(({ iin }) => iin) } } });
    await tx.mockDocumentRefusal.createMany({ data });
  }
  for (const data of portions(rows.documentReturns)) {
    await tx.mockDocumentReturn.deleteMany({ where: { iin: { in: data.map(({ iin }) => iin) } } });
    await tx.mockDocumentReturn.createMany({ data });
  }
  for (const data of portions(rows.registrationPoints)) {
    await tx.mockRegistrationPoint.deleteMany({ where: { id: { in: data.map(({ id }) => id) } } });
    await tx.mockRegistrationPoint.createMany({ data });
  }
  for (const data of portions(rows.photos, 20)) {
    await tx.mockPhoto.deleteMany({ where: { name: { in: data.map(({ name }) => name) } } });
    await tx.mockPhoto.createMany({ data });
  }
  for (const data of portions(rows.faults)) {
    await tx.mockFault.deleteMany({ where: { OR: data } });
    await tx.mockFault.createMany({ data });
  }
  await tx.mockAccessRefusal.createMany({ data: rows.accessRefusals, skipDuplicates: true });
  await tx.mockWanted.createMany({ data: rows.wanted, skipDuplicates: true });
}

function portions<Row>(rows: readonly Row[], size = statementRows): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}
