import "server-only";
import { randomInt } from "node:crypto";

const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** A number to read out on the telephone: "K7Q2-M9XR". */
export function newReference(): string {
  const text = Array.from({ length: 8 }, () => letters.charAt(randomInt(letters.length))).join("");
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

/** Codes of Prisma, PostgreSQL and the operating system that mean: nobody answered, or there is no room. */
const away = new Set([
  "P1000",
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "P2037",
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "53100",
  "08000",
  "08001",
  "08003",
  "08006",
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "EPIPE",
  "ENOENT",
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
]);

/** Whether an error, or what caused it, says that the portal's own database is away. */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 6) return false;
  return Object.entries(error)
    .concat("cause" in error ? [["cause", error.cause]] : [])
    .some(([name, value]: [string, unknown]) => {
      if (typeof value === "string") return ["code", "originalCode", "kind"].includes(name) && away.has(value);
      return ["cause", "meta", "driverAdapterError"].includes(name) && isDatabaseAway(value, depth + 1);
    });
}
