import { z } from "zod";

/** Digits as people write them: with spaces and dashes between. */
export function digits(text: string): string {
  return text.replace(/[\s\u00a0-]/g, "");
}

/** A code of an SMS. */
export const codeSchema = z
  .string()
  .transform(digits)
  .pipe(
    z
      .string()
      .min(1, { error: "sign-in.errors.codeRequired", abort: true })
      .regex(/^[0-9]{6}$/, "sign-in.errors.codeForm"),
  );
