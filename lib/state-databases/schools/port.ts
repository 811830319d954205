import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { localDateSchema } from "@/lib/kernel/local-date";
import type { Answer } from "@/lib/kernel/answer";

export const placeOfStudySchema = z.object({
  iin: iinSchema,
  institution: z.string(),
  /** The institution's KATO code: nine digits, the region's two first. */
  kato: z.string().regex(/^[0-9]{9}$/),
  form: z.enum(["full-time", "part-time", "distance"]),
  level: z.enum(["school", "college"]),
  from: localDateSchema,
  /** The last day. */
  to: localDateSchema.optional(),
});
export type PlaceOfStudy = z.infer<typeof placeOfStudySchema>;

/** NOBD (ҰБДБ / НОБД): places of study in schools and colleges. */
export interface Schools {
  /** The person's places of study that have begun, past ones too, oldest first; none is an empty list. */
  studies(request: { iin: Iin }): Promise<Answer<PlaceOfStudy[]>>;
}
