import { z } from "zod";

/** A mobile number of Kazakhstan in its one stored form, +77XXXXXXXXX. Issue: `phone-form`. */
export const phoneSchema = z
  .string()
  .regex(/^\+77[0-9]{9}$/, { error: "phone-form" })
  .brand<"Phone">();

export type Phone = z.infer<typeof phoneSchema>;

/**
 * Reads a mobile number as people write it: +7, 8, 7 or nothing before 7XX, and spaces, dashes, dots or brackets anywhere.
 * Out: the stored form, or null when it is no mobile number of Kazakhstan.
 */
export function parsePhone(text: string): Phone | null {
  const bare = text.replace(/[\s().\-\u2010-\u2015]/g, "");
  const national = /^(?:\+7|8|7)?(7[0-9]{9})$/.exec(bare)?.[1];
  const parsed = phoneSchema.safeParse(`+7${national ?? ""}`);
  return parsed.success ? parsed.data : null;
}

/** The number as it may be shown on a screen or in a message: its last two digits only, "+7 7•• ••• •• 67". */
export function maskPhone(phone: Phone): string {
  return `+7 7•• ••• •• ${phone.slice(-2)}`;
}

/** The whole number, spaced as people read it: "+7 701 234 56 78". */
export function spacedPhone(phone: Phone): string {
  return phone.replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, "+7\u00a0$1\u00a0$2\u00a0$3\u00a0$4");
}
