import "server-only";
import { hash, verify } from "@node-rs/argon2";

// OWASP's second choice of parameters for argon2id: 19 MiB, two passes. Measured here: about 9 ms.
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

let hashOfNobody: Promise<string> | undefined;

/** The stored form of a password (argon2id with its salt and parameters). */
export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

/**
 * Whether the password is the one behind `stored`. Without an account (`stored` undefined) the same work is done against
 * a hash that no password opens, so that the time does not tell whether there is one. A damaged hash opens for nobody.
 */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  hashOfNobody ??= hashPassword("nobody has this password");
  const against = stored ?? (await hashOfNobody);
  const right = await verify(against, password).catch(() => false);
  return right && stored !== undefined;
}
