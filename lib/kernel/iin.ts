import { z } from "zod";

const firstPass = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const secondPass = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

function remainder(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits.charAt(index)), 0) % 11;
}

/**
 * The twelfth digit of an IIN or a BIN, counted from its first eleven (the two share one rule).
 * In: exactly 11 ASCII digits. Out: 0…9, or null when the text is not that, or when both passes give 10:
 * such a number is never issued.
 */
export function checkDigit(first11: string): number | null {
  if (!/^[0-9]{11}$/.test(first11)) return null;
  const first = remainder(first11, firstPass);
  if (first < 10) return first;
  const second = remainder(first11, secondPass);
  return second < 10 ? second : null;
}

/** Whether a text of 12 digits ends in its own check digit. */
export function hasValidCheckDigit(twelveDigits: string): boolean {
  return String(checkDigit(twelveDigits.slice(0, 11))) === twelveDigits.slice(11);
}

/**
 * An individual identification number (ЖСН / ИИН): exactly 12 ASCII digits, the last one the check digit.
 * Nothing is stripped or corrected. A date part that matches no birth date, and any century digit, are accepted:
 * since decree 853 (2013) birth date and sex are read from GBD FL, never from the number.
 * Issues: `iin-length`, `iin-check-digit`.
 */
export const iinSchema = z
  .string()
  .regex(/^[0-9]{12}$/, { error: "iin-length", abort: true })
  .refine(hasValidCheckDigit, { error: "iin-check-digit" })
  .brand<"Iin">();

export type Iin = z.infer<typeof iinSchema>;

/** Whether the text is an IIN as it stands. */
export function isIin(text: string): text is Iin {
  return iinSchema.safeParse(text).success;
}
