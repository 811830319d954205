import "server-only";
import { createHash } from "node:crypto";
import { addressSchema, type Address } from "@/lib/kernel/address";
import { found } from "@/lib/kernel/answer";
import { db } from "@/lib/infra/db/client";
import type { Adapter } from "../adapter";
import { mostFound, registeredAddressSchema, type AddressPart, type AddressRegister } from "./port";

/** The parts of an address from the widest to the narrowest. */
const levels = ["region", "locality", "street", "house"] as const;
type Level = (typeof levels)[number];

interface Row {
  readonly rka: string;
  readonly kato: string;
  readonly address: Address;
}

const mostWords = 12;

/** The address register, mocked: the addresses of the dwellings there are. */
export const addressRegister: Adapter<AddressRegister> = {
  localities: async ({ region }) => found(partsOf(await addressesIn(region), "locality")),
  streets: async ({ locality }) => found(partsOf(await addressesUnder(locality, "locality"), "street")),
  houses: async ({ street }) => found(partsOf(await addressesUnder(street, "street"), "house")),

  dwellings: async ({ house }) => {
    const rows = await addressesUnder(house, "house");
    return found(
      rows
        .toSorted((a, b) => inOrder(a.address.kk.flat ?? "", b.address.kk.flat ?? ""))
        .map((row) => registeredAddressSchema.parse(row)),
    );
  },

  // In the program: how PostgreSQL folds Cyrillic letters depends on where it runs.
  search: async ({ text }) => {
    const words = wordsIn(text);
    if (words.length === 0) return found([]);
    const rows = (await addressesIn("")).filter(({ address }) =>
      [address.kk, address.ru].some((parts) => {
        const line = Object.values(parts).join(" ").toLowerCase();
        return words.every((word) => line.includes(word));
      }),
    );
    return found(rows.slice(0, mostFound).map((row) => registeredAddressSchema.parse(row)));
  },

  address: async ({ rka }) => {
    const row = await db.mockDwelling.findUnique({ where: { rka }, select: { rka: true, kato: true, address: true } });
    return row === null ? { kind: "not-found" } : found(registeredAddressSchema.parse(row));
  },
};

function wordsIn(text: string): string[] {
  const words = text.toLowerCase().split(/[\s,.]+/);
  return words.filter((word) => word !== "").slice(0, mostWords);
}

async function addressesIn(region: string): Promise<Row[]> {
  const rows = await db.mockDwelling.findMany({
    where: { kato: { startsWith: region } },
    select: { rka: true, kato: true, address: true },
    orderBy: { rka: "asc" },
  });
  return rows.map((row) => ({ ...row, address: addressSchema.parse(row.address) }));
}

/** The addresses that share the part with this id. */
async function addressesUnder(id: string, level: Level): Promise<Row[]> {
  return (await addressesIn(id.slice(0, 2))).filter((row) => idOf(row, level) === id);
}

/** Each part once, in the order in which people look for it. */
function partsOf(rows: readonly Row[], level: Level): AddressPart[] {
  const parts = new Map<string, AddressPart>();
  for (const row of rows) {
    const { kk, ru } = row.address;
    const id = idOf(row, level);
    if (!parts.has(id)) parts.set(id, { id, kk: kk[level], ru: ru[level] });
  }
  return [...parts.values()].toSorted((a, b) => inOrder(a.kk, b.kk));
}

/** The region's code, and what the parts down to this level come to. */
function idOf({ kato, address }: Row, level: Level): string {
  const path = levels.slice(0, levels.indexOf(level) + 1).map((one) => address.kk[one]);
  const hash = createHash("sha256").update(JSON.stringify(path)).digest("hex");
  return `${kato.slice(0, 2)}-${hash.slice(0, 24)}`;
}

function inOrder(a: string, b: string): number {
  return a.localeCompare(b, "kk", { numeric: true });
}
