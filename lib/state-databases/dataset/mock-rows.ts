import "server-only";
import type { Prisma } from "@/lib/infra/db/generated/client";
import type { Dataset } from "./format";

const nothing = null;

/** A dataset as rows of the mocks' tables; what it leaves out is null, so that equal rows can be found. */
export function rowsOf(dataset: Dataset, pictures: ReadonlyMap<string, Buffer<ArrayBuffer>>) {
  return {
    persons: dataset.persons.map(({ birthPlace, ...person }) => ({
      iin: person.iin,
      surname: person.surname,
      givenName: person.givenName,
      patronymic: person.patronymic ?? nothing,
      birthDate: person.birthDate,
      sex: person.sex,
      citizenship: person.citizenship,
      ethnicity: person.ethnicity ?? nothing,
      deathDate: person.deathDate ?? nothing,
      capacity: person.capacity,
      residenceStatus: person.residenceStatus,
      liableForService: person.liableForService,
      birthCountry: birthPlace?.country ?? nothing,
      birthAsWritten: birthPlace?.asWritten ?? nothing,
    })),
    portraits: portraitsOf(dataset, pictures),
    phones: dataset.phones,
    documents: dataset.documents,
    civilRecords: dataset.civilRecords.map(civilRecordRow),
    legalEntities: dataset.legalEntities.map((entity) => ({ ...entity, rka: entity.rka ?? nothing })),
    dwellings: dataset.dwellings.map(({ rka, kato, cadastralNumber, totalAreaM2, usableAreaM2, address }) => ({
      rka,
      kato,
      cadastralNumber: cadastralNumber ?? nothing,
      totalAreaM2,
      usableAreaM2: usableAreaM2 ?? totalAreaM2,
      address,
    })),
    dwellingOwners: dataset.dwellings.flatMap(({ rka, owners }) =>
      owners.map(({ iin, bin, share, since, until }) => ({
        rka,
        iin: iin ?? nothing,
        bin: bin ?? nothing,
        share,
        since,
        until: until ?? nothing,
      })),
    ),
    registrations: dataset.registrations.map((row) => ({ ...row, to: row.to ?? nothing })),
    addressEntries: dataset.addressEntries.map((row) => ({ ...row, rka: row.rka ?? nothing, to: row.to ?? nothing })),
    guardianships: dataset.guardianships.map((row) => ({ ...row, to: row.to ?? nothing })),
    socialStatuses: dataset.socialStatuses.map((row) => ({ ...row, to: row.to ?? nothing })),
    studies: dataset.studies.map((row) => ({ ...row, to: row.to ?? nothing })),
    deaths: dataset.deaths.map((row) => ({ ...row, number: row.number ?? "" })),
    kinEdges: dataset.kinEdges,
    identification: dataset.identification.map(({ iin, outcome, likeness }) => ({
      iin,
      outcome: outcome ?? nothing,
      likeness: likeness ?? nothing,
    })),
    accessRefusals: dataset.accessRefusals,
    documentRefusals: dataset.documentRefusals,
    documentReturns: dataset.documentReturns,
    wanted: dataset.wanted,
    registrationPoints: dataset.registrationPoints,
    photos: Object.keys(dataset.photos).flatMap((name) => {
      const bytes = pictures.get(name);
      return bytes === undefined ? [] : [{ name, bytes }];
    }),
    faults: dataset.faults.map(({ database, kind, ms, iin, times }) => ({
      database,
      kind,
      ms: ms ?? nothing,
      iin: iin ?? nothing,
      times: times ?? nothing,
    })),
  };
}

/** Each picture once, with everyone whose reference photo it is: a few faces stand for many people. */
function portraitsOf(dataset: Dataset, pictures: ReadonlyMap<string, Buffer<ArrayBuffer>>) {
  const names = new Set(dataset.persons.flatMap(({ photo }) => photo ?? []));
  return [...names].flatMap((name) => {
    const bytes = pictures.get(name);
    const iins = dataset.persons.filter(({ photo }) => photo === name).map(({ iin }) => iin);
    return bytes === undefined ? [] : [{ bytes, iins }];
  });
}

export type Rows = ReturnType<typeof rowsOf>;

function civilRecordRow(record: Dataset["civilRecords"][number]) {
  const blank = {
    number: nothing,
    child: nothing,
    mother: nothing,
    father: nothing,
    spouseA: nothing,
    spouseB: nothing,
    dissolvedOn: nothing,
    person: nothing,
    field: nothing,
    from: nothing,
    to: nothing,
    placeCountry: nothing,
    placeAsWritten: nothing,
  };
  const common = { ...blank, type: record.type, date: record.date };
  if (record.type === "data-change") {
    const { person, field, from, to } = record;
    return { ...common, person, field, from, to } satisfies Prisma.MockCivilRecordCreateManyInput;
  }
  const numbered = { ...common, number: record.number ?? nothing };
  if (record.type === "marriage") {
    const [spouseA, spouseB] = record.spouses;
    return {
      ...numbered,
      spouseA,
      spouseB,
      dissolvedOn: record.dissolvedOn ?? nothing,
    } satisfies Prisma.MockCivilRecordCreateManyInput;
  }
  const { child, mother, father } = record;
  const place = record.type === "birth" ? record.place : undefined;
  return {
    ...numbered,
    child,
    mother: mother ?? nothing,
    father: father ?? nothing,
    placeCountry: place?.country ?? nothing,
    placeAsWritten: place?.asWritten ?? nothing,
  } satisfies Prisma.MockCivilRecordCreateManyInput;
}
