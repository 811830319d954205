import { z } from "zod";
import { hasValidCheckDigit } from "./iin";

/**
 * A business identification number (БСН / БИН): exactly 12 ASCII digits, the last one the check digit, counted as in an IIN.
 * Nothing is stripped or corrected. Issues: `bin-length`, `bin-check-digit`.
 */
export const binSchema = z
  .string()
  .regex(/^[0-9]{12}$/, { error: "bin-length", abort: true })
  .refine(hasValidCheckDigit, { error: "bin-check-digit" })
  .brand<"Bin">();

export type Bin = z.infer<typeof binSchema>;

/** Whether the text is a BIN as it stands. */
export function isBin(text: string): text is Bin {
  return binSchema.safeParse(text).success;
}
