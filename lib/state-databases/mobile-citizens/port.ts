import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { phoneSchema } from "@/lib/kernel/phone";
import type { Answer } from "@/lib/kernel/answer";

export const verifiedPhoneSchema = z.object({ iin: iinSchema, number: phoneSchema });
export type VerifiedPhone = z.infer<typeof verifiedPhoneSchema>;

/** BMG: the verified mobile number of a person. */
export interface MobileCitizens {
  /** `not-found` when no number is verified for this person. */
  phone(request: { iin: Iin }): Promise<Answer<VerifiedPhone>>;
}
