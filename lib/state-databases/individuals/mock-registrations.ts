import "server-only";
import { found, type Answer } from "@/lib/kernel/answer";
import type { Tx } from "@/lib/infra/db/client";
import { withoutNulls } from "../without-nulls";
import {
  endedRegistrationsSchema,
  registrationEntrySchema,
  type CorrectedRegistration,
  type EndedRegistrations,
  type Individuals,
  type RegistrationEntry,
} from "./port";

/** In force on a day, the first and the last included; on its last day no longer when another has taken its place or it has been ended. */
export function inForce(on: string) {
  return { from: { lte: on }, OR: [{ to: null }, { to: { gt: on } }, { to: on, replaced: false }] };
}

/** In force on one day at least of a time; without `to` the time has no end. */
export function inForceWithin(from: string, to: string | undefined) {
  const beginsInTime = to === undefined ? {} : { from: { lte: to } };
  return { ...beginsInTime, OR: [{ to: null }, { to: { gt: from } }, { to: from, replaced: false }] };
}

interface Stay {
  readonly iin: string;
  readonly from: string;
  readonly to: string | null;
  readonly replaced: boolean;
}

/** How many different people at most the stays hold on one day, from `from` on: their number grows only on days on which one begins. */
export function mostAtOnce(stays: readonly Stay[], from: string): number {
  const isThere = (stay: Stay, on: string) =>
    stay.from <= on && (stay.to === null || stay.to > on || (stay.to === on && !stay.replaced));
  const days = new Set([from, ...stays.map((stay) => stay.from).filter((day) => day > from)]);
  const counts = [...days].map((on) => new Set(stays.filter((stay) => isThere(stay, on)).map(({ iin }) => iin)).size);
  return Math.max(...counts);
}

/** Begins the registrations of one key, all or none, unless they have been begun before. */
export async function begin(
  tx: Tx,
  { iin, rka, kind, from, to = null, children, key }: NullableEnd<Parameters<Individuals["beginRegistration"]>[0]>,
): Promise<Answer<RegistrationEntry>> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
  if ((await tx.mockDwelling.count({ where: { rka } })) === 0) return { kind: "not-found" };
  const told = await tx.mockRegistration.findMany({ where: { key }, select: { iin: true, from: true } });
  // The key is somebody else's registration: nothing about it is told.
  if (told.length > 0 && !told.some((row) => row.iin === iin)) return { kind: "denied" };
  const people = [iin, ...children];
  if (told.length === 0) {
    if (kind === "permanent") {
      await tx.mockRegistration.updateMany({
        where: { iin: { in: people }, kind, ...inForce(from) },
        data: { to: from, replaced: true, endedBy: key },
      });
      await setResidence(tx, people, "known");
    }
    await tx.mockRegistration.createMany({ data: people.map((person) => ({ iin: person, rka, kind, from, to, key })) });
  }
  const entry = { iin, rka, kind, from: told[0]?.from ?? from, to, children };
  return found(registrationEntrySchema.parse(withoutNulls(entry)));
}

/** Undoes what was begun under a key: what it had ended goes on, and whoever had no residence before has none again. */
export async function takeBack(
  tx: Tx,
  { iin, key }: Parameters<Individuals["takeBackRegistration"]>[0],
): ReturnType<Individuals["takeBackRegistration"]> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
  const begun = await tx.mockRegistration.findMany({ where: { key }, select: { iin: true } });
  const people = begun.map((row) => row.iin);
  if (!people.includes(iin)) return { kind: "not-found" };
  await tx.mockRegistration.deleteMany({ where: { key } });
  await tx.mockRegistration.updateMany({ where: { endedBy: key }, data: { to: null, replaced: false, endedBy: null } });
  const residents = await tx.mockRegistration.findMany({
    where: { iin: { in: people }, kind: "permanent", to: null },
    select: { iin: true },
  });
  const homeless = people.filter((person) => !residents.some((row) => row.iin === person));
  await setResidence(tx, homeless, "not-determined");
  return found({ iin, key });
}

/** Ends what people have at a dwelling, all or nothing, unless it has been ended under the key before. */
export async function end(
  tx: Tx,
  { iin, rka, people, on, key }: Parameters<Individuals["endRegistrations"]>[0],
): Promise<Answer<EndedRegistrations>> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
  const select = { id: true, iin: true, kind: true, from: true, to: true };
  const before = await tx.mockRegistration.findMany({ where: { endedBy: key }, select, orderBy: { id: "asc" } });
  const where = { rka, iin: { in: [...people] }, ...inForce(on) };
  const ended =
    before.length > 0 ? before : await tx.mockRegistration.findMany({ where, select, orderBy: { id: "asc" } });
  if (before.length === 0) {
    const data = { to: on, replaced: true, endedBy: key };
    await tx.mockRegistration.updateMany({ where: { id: { in: ended.map(({ id }) => id) } }, data });
    const leaving = ended.filter(({ kind }) => kind === "permanent").map((row) => row.iin);
    const left = await tx.mockRegistration.findMany({
      where: { iin: { in: leaving }, kind: "permanent", ...inForce(on) },
      select: { iin: true },
    });
    const homeless = leaving.filter((person) => !left.some((row) => row.iin === person));
    await setResidence(tx, homeless, "not-determined");
  }
  const day = before[0]?.to ?? on;
  const told = ended.map(({ iin: resident, kind, from }) => ({ resident, kind, from }));
  return found(endedRegistrationsSchema.parse({ iin, rka, on: day, ended: told }));
}

/** Puts a registration right in place, if it is the expected one, or enters the one that is missing. */
export async function correct(
  tx: Tx,
  { iin, rka, kind, expected, from, to = null, on }: NullableEnd<Parameters<Individuals["correctRegistration"]>[0]>,
): Promise<Answer<CorrectedRegistration>> {
  if ((await tx.mockDwelling.count({ where: { rka } })) === 0) return { kind: "not-found" };
  const row = await tx.mockRegistration.findFirst({
    where: { iin, kind, ...inForce(on) },
    orderBy: [{ from: "desc" }, { id: "asc" }],
  });
  if (row?.rka === rka) return found({ iin, outcome: "corrected" });
  if ((row?.rka ?? null) !== expected) return found({ iin, outcome: "changed-since" });
  if (row) {
    // Nobody may have ended it meanwhile.
    const { count } = await tx.mockRegistration.updateMany({
      where: { id: row.id, rka: row.rka, ...inForce(on) },
      data: { rka },
    });
    if (count === 0) return found({ iin, outcome: "changed-since" });
  } else {
    await tx.mockRegistration.create({ data: { iin, rka, kind, from, to } });
  }
  if (kind === "permanent") await setResidence(tx, [iin], "known");
  return found({ iin, outcome: "corrected" });
}

type NullableEnd<Request extends { to?: unknown }> = Omit<Request, "to"> & { to?: Request["to"] | null };

async function setResidence(tx: Tx, people: readonly string[], residenceStatus: string): Promise<void> {
  await tx.mockPerson.updateMany({ where: { iin: { in: [...people] } }, data: { residenceStatus } });
}
