import { z } from "zod";

/**
 * A registration code of an address (МТК / РКА) in the address register: exactly 16 ASCII digits, whose parts are not
 * interpreted. Issue: `rka-length`.
 */
export const rkaSchema = z
  .string()
  .regex(/^[0-9]{16}$/, { error: "rka-length" })
  .brand<"Rka">();

export type Rka = z.infer<typeof rkaSchema>;

/** Whether the text is an address code as it stands. */
export function isRka(text: string): text is Rka {
  return rkaSchema.safeParse(text).success;
}
