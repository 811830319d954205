import "server-only";
import { found, type Answer } from "@/lib/kernel/answer";
import type { Tx } from "@/lib/infra/db/client";
import { withoutNulls } from "../without-nulls";
import { addressEntrySchema, type AddressEntry, type CorrectedAddress, type Documents } from "./port";

/** In force on a day; on its last day no longer when another registration has taken its place. */
function inForce(on: string) {
  return { from: { lte: on }, OR: [{ to: null }, { to: { gt: on } }, { to: on, replaced: false }] };
}

type Reader = Pick<Tx, "mockRegistration" | "mockAddressEntry" | "mockDwelling">;

/** What RP DRN holds: what GBD FL does, but for the kinds of which the dataset says that it holds something else, or nothing. */
export async function addressesOf(tx: Reader, iin: string, on: string): Promise<AddressEntry[]> {
  const other = await tx.mockAddressEntry.findMany({ where: { iin }, orderBy: { kind: "asc" } });
  const registered = await tx.mockRegistration.findMany({
    where: { iin, kind: { notIn: other.map(({ kind }) => kind) }, ...inForce(on) },
    orderBy: [{ from: "desc" }, { id: "asc" }],
  });
  const held = [...other, ...registered].flatMap(({ rka, kind, from, to }) =>
    rka === null || from > on || (to !== null && to < on) ? [] : [{ iin, rka, kind, from, to }],
  );
  const dwellings = await tx.mockDwelling.findMany({
    where: { rka: { in: held.map(({ rka }) => rka) } },
    select: { rka: true, address: true },
  });
  return held.map((entry) => {
    const address = dwellings.find(({ rka }) => rka === entry.rka)?.address;
    return addressEntrySchema.parse({ ...withoutNulls(entry), address });
  });
}

/** Puts one address right, if it is the expected one: where GBD FL holds the same, there is nothing left in which the two differ. */
export async function correctAddress(
  tx: Tx,
  { iin, rka, kind, expected, from, to, on }: Parameters<Documents["correctAddress"]>[0],
): Promise<Answer<CorrectedAddress>> {
  if ((await tx.mockDwelling.count({ where: { rka } })) === 0) return { kind: "not-found" };
  const held = (await addressesOf(tx, iin, on)).find((one) => one.kind === kind)?.rka ?? null;
  if (held === rka) return found({ iin, outcome: "corrected" });
  if (held !== expected) return found({ iin, outcome: "changed-since" });
  const isSame = (await tx.mockRegistration.count({ where: { iin, rka, kind, ...inForce(on) } })) > 0;
  await forgetAddresses(tx, [iin], kind);
  if (!isSame) await tx.mockAddressEntry.create({ data: { iin, kind, rka, from, to: to ?? null } });
  return found({ iin, outcome: "corrected" });
}

/** From now on RP DRN holds of these people what GBD FL does; with a dwelling, of those alone whom it holds to be there. */
export async function forgetAddresses(tx: Tx, people: readonly string[], kind: string, rka?: string): Promise<void> {
  const there = rka === undefined ? {} : { rka };
  await tx.mockAddressEntry.deleteMany({ where: { iin: { in: [...people] }, kind, ...there } });
}
