import "server-only";
import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

/** A random secret of 256 bits for a cookie; only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored in place of a token. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** A one-time code of six digits. */
export function newCode(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, "0");
}

/**
 * What is stored in place of a code. The ticket is its key and is itself stored only as a hash: whoever reads the
 * database cannot try the million codes.
 */
export function hashCode(code: string, ticket: string): string {
  return createHmac("sha256", ticket).update(code).digest("hex");
}

/** Whether two hashes of the same kind are equal, in a time that does not tell where they differ. */
export function equalHashes(a: string, b: string): boolean {
  const first = Buffer.from(a);
  const second = Buffer.from(b);
  return first.length === second.length && timingSafeEqual(first, second);
}
