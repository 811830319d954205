import { z } from "zod";

/** An amount of money in whole tenge (₸), zero or more; there is no tiyn on the portal. */
export const tengeSchema = z.int().nonnegative().brand<"Tenge">();

export type Tenge = z.infer<typeof tengeSchema>;

function isTenge(amount: number): amount is Tenge {
  return tengeSchema.safeParse(amount).success;
}

/** `amount` whole tenge. Throws RangeError when it is negative, a fraction, or too large to be exact. */
export function tenge(amount: number): Tenge {
  if (!isTenge(amount)) throw new RangeError("An amount in tenge is a whole number, zero or more");
  return amount;
}

/**
 * A share of the monthly calculation index (АЕК / МРП), rounded down to 1 ₸: 0.2 of 3,932 ₸ is 786 ₸.
 * In: the index in tenge; the share as a decimal text such as "0.2", "1" or "1.25". The share is text because a
 * floating-point 0.2 is not one fifth, and rounding down would show the difference.
 * Throws RangeError when the share is not such a text or the result is too large to be exact.
 */
export function mrpShare(mrp: Tenge, share: string): Tenge {
  const parts = /^([0-9]+)(?:\.([0-9]+))?$/.exec(share);
  if (!parts) throw new RangeError('A share of the monthly calculation index is a decimal such as "0.2"');
  const [, whole = "", fraction = ""] = parts;
  return tenge(Number((BigInt(mrp) * BigInt(whole + fraction)) / 10n ** BigInt(fraction.length)));
}
