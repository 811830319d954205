import "server-only";
import { found } from "@/lib/kernel/answer";
import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { db, inTransaction } from "@/lib/infra/db/client";
import type { Adapter } from "../adapter";
import { withoutNulls } from "../without-nulls";
import { begin, correct, end, inForce, inForceWithin, mostAtOnce, takeBack } from "./mock-registrations";
import {
  childSchema,
  personSchema,
  referencePhotoSchema,
  registeredPersonSchema,
  registrationSchema,
  residenceSchema,
  standingSchema,
  type Individuals,
  type Registration,
} from "./port";

/** GBD FL, mocked. A death that lies in the future of the person's clock has not happened yet. */
export const individuals: Adapter<Individuals> = {
  person: async ({ iin }, { context }) => {
    const person = await knownOn(iin, localDateOf(context.now));
    if (person === null) return { kind: "not-found" };
    const { birthCountry: country, birthAsWritten: asWritten } = person;
    const isPlaceKnown = country !== undefined && asWritten !== undefined;
    return found(personSchema.parse({ ...person, ...(isPlaceKnown ? { birthPlace: { country, asWritten } } : {}) }));
  },

  registrations: async ({ iin, on, to = on }) => found(await registrationsOf(iin, on, to)),

  referencePhoto: async ({ iin }) => {
    const row = await db.mockPerson.findUnique({ where: { iin }, select: { photo: true } });
    if (row?.photo == null) return { kind: "not-found" };
    return found(referencePhotoSchema.parse({ iin, jpeg: Buffer.from(row.photo).toString("base64") }));
  },

  standing: async ({ iin }, { context }) => {
    const person = await knownOn(iin, localDateOf(context.now));
    return person === null ? { kind: "not-found" } : found(standingSchema.parse(person));
  },

  child: async ({ iin }, { context }) => {
    const person = await knownOn(iin, localDateOf(context.now));
    return person === null ? { kind: "not-found" } : found(childSchema.parse(person));
  },

  residence: async ({ iin, on }, { context }) => {
    const person = await knownOn(iin, localDateOf(context.now));
    if (person === null) return { kind: "not-found" };
    return found(residenceSchema.parse({ ...person, registrations: await registrationsOf(iin, on, on) }));
  },

  registeredCount: async ({ rka, from, to, without }) => {
    const rows = await db.mockRegistration.findMany({
      where: { rka, iin: { notIn: [...without] }, ...inForceWithin(from, to) },
      select: { iin: true, from: true, to: true, replaced: true },
    });
    return found({ rka, count: mostAtOnce(rows, from) });
  },

  registeredPeople: async ({ rka, on, owner }) => {
    const owns = { iin: owner, since: { lte: on }, OR: [{ until: null }, { until: { gt: on } }] };
    if ((await db.mockDwellingOwner.count({ where: { rka, ...owns } })) === 0) return { kind: "denied" };
    const rows = await db.mockRegistration.findMany({
      where: { rka, ...inForce(on) },
      orderBy: [{ from: "asc" }, { id: "asc" }],
    });
    const people = await db.mockPerson.findMany({
      where: { iin: { in: rows.map(({ iin }) => iin) } },
      select: { iin: true, surname: true, givenName: true, patronymic: true, birthDate: true },
    });
    const known = new Map(people.map(({ iin, ...person }) => [iin, person]));
    return found(
      rows.map(({ iin, kind, from, to }) =>
        registeredPersonSchema.parse(withoutNulls({ ...known.get(iin), resident: iin, kind, from, to })),
      ),
    );
  },

  beginRegistration: (request) => inTransaction((tx) => begin(tx, request)),

  takeBackRegistration: (request) => inTransaction((tx) => takeBack(tx, request)),

  residenceElsewhere: async ({ iin, rka, on }) => {
    const where = { iin, kind: "permanent", rka: { not: rka }, ...inForce(on) };
    return found({ iin, rka, isElsewhere: (await db.mockRegistration.count({ where })) > 0 });
  },

  endRegistrations: (request) => inTransaction((tx) => end(tx, request)),

  correctRegistration: (request) => inTransaction((tx) => correct(tx, request)),
};

/** What is known of a person on a day. */
async function knownOn(iin: string, today: LocalDate): Promise<Record<string, unknown> | null> {
  const row = await db.mockPerson.findUnique({ where: { iin }, omit: { photo: true } });
  if (row === null) return null;
  const { deathDate, ...person } = row;
  return withoutNulls({ ...person, deathDate: deathDate !== null && deathDate <= today ? deathDate : null });
}

async function registrationsOf(iin: string, from: string, to: string): Promise<Registration[]> {
  const rows = await db.mockRegistration.findMany({
    where: { iin, ...inForceWithin(from, to) },
    include: { dwelling: { select: { address: true } } },
    orderBy: [{ from: "desc" }, { id: "asc" }],
  });
  return rows.map(({ dwelling, ...row }) =>
    registrationSchema.parse({ ...withoutNulls(row), address: dwelling.address }),
  );
}
