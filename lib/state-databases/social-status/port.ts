import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { localDateSchema } from "@/lib/kernel/local-date";
import type { Answer } from "@/lib/kernel/answer";

export const socialStatusSchema = z.object({
  iin: iinSchema,
  code: z.string(),
  from: localDateSchema,
  to: localDateSchema.optional(),
});
export type SocialStatus = z.infer<typeof socialStatusSchema>;

/** SIC: social statuses with their periods. */
export interface SocialStatuses {
  /** The statuses in force on `on`; none is an empty list. */
  statuses(request: { iin: Iin; on: string }): Promise<Answer<SocialStatus[]>>;
}
