import { createHash } from "node:crypto";

/**
 * `digits` decimal digits that belong to `name`, the first never 0: the same name, the same number, so that a mock repeats itself
 * exactly. `attempt` gives the next number when the one before is taken by somebody else.
 */
export function numberFor(name: string, digits: number, attempt: number): string {
  const hash = createHash("sha256")
    .update(`${String(attempt)}:${name}`)
    .digest("hex");
  const lowest = 10n ** BigInt(digits - 1);
  return String(lowest + (BigInt(`0x${hash}`) % (9n * lowest)));
}
