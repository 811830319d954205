import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { localDateSchema } from "@/lib/kernel/local-date";
import type { Answer } from "@/lib/kernel/answer";

/** The ward is `iin`. Who the guardian is concerns nobody who asks. */
export const guardianshipSchema = z.object({
  iin: iinSchema,
  since: localDateSchema,
  to: localDateSchema.optional(),
});
export type Guardianship = z.infer<typeof guardianshipSchema>;

/** E-Sobes: guardianship and incapacity. */
export interface SocialProtection {
  /** The guardianships under which a person stands on `on`; none is an empty list. Asked under the consent of whoever applies. */
  guardianships(request: { iin: Iin; on: string }): Promise<Answer<Guardianship[]>>;
}
