import "server-only";
import { found, type Answer } from "@/lib/kernel/answer";
import type { Iin } from "@/lib/kernel/iin";
import type { Tx } from "@/lib/infra/db/client";
import { withoutNulls } from "../without-nulls";
import { registrationEntrySchema, type Individuals, type RegistrationEntry } from "./port";

/** In force on a day, the first and the last included; on its last day no longer when another has taken its place. */
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
        data: { to: from, replaced: true },
      });
      await setResidence(tx, people, "known");
    }
    await tx.mockRegistration.createMany({ data: people.map((person) => ({ iin: person, rka, kind, from, to, key })) });
  }
  const entry = { iin, rka, kind, from: told[0]?.from ?? from, to, children };
  return found(registrationEntrySchema.parse(withoutNulls(entry)));
}

/** Ends a registration; one that has ended before stays as it is. */
export async function end(
  tx: Tx,
  { iin, rka, kind, on }: Parameters<Individuals["endRegistration"]>[0],
): Promise<Answer<RegistrationEntry>> {
  const row = await tx.mockRegistration.findFirst({
    where: { iin, rka, kind, from: { lte: on } },
    orderBy: [{ from: "desc" }, { id: "desc" }],
  });
  if (row === null) return { kind: "not-found" };
  const hasEnded = row.to !== null && row.to <= on;
  if (!hasEnded) {
    await tx.mockRegistration.update({ where: { id: row.id }, data: { to: on } });
    if (kind === "permanent") await setResidence(tx, [iin], "not-determined");
  }
  const to = hasEnded ? row.to : on;
  return found(registrationEntrySchema.parse({ iin, rka, kind, from: row.from, to, children: [] }));
}

type NullableEnd<Request extends { to?: unknown }> = Omit<Request, "to"> & { to?: Request["to"] | null };

async function setResidence(tx: Tx, people: readonly Iin[], residenceStatus: string): Promise<void> {
  await tx.mockPerson.updateMany({ where: { iin: { in: [...people] } }, data: { residenceStatus } });
}
