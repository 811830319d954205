import { z } from "zod";
import { isIin } from "@/lib/kernel/iin";

/** How long somebody may be about their address. */
const longestWords = 300;

/** The form: one schema per step. Messages are keys under `services.address-certificate.errors`. */
export const form = {
  "data-access": z.strictObject({ consent: z.literal(true, { error: "consent-required" }) }),
  holder: z.strictObject({
    for: z.string({ error: "choose-holder" }).refine(isIin, { error: "choose-holder" }),
  }),
  certificate: z.strictObject({ correct: z.enum(["yes", "no"], { error: "choose-correct" }) }),
  "right-address": z.strictObject({
    rightAddress: z
      .string({ error: "say-right-address" })
      .min(1, { error: "say-right-address" })
      .max(longestWords, { error: "too-long" }),
  }),
} as const;
