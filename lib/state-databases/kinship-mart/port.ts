import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { localDateSchema } from "@/lib/kernel/local-date";
import type { Answer } from "@/lib/kernel/answer";

export const kinEdgeSchema = z.object({
  iin: iinSchema,
  relative: iinSchema,
  /** What `iin` is to `relative`, in the mart's own words. */
  degree: z.string(),
  /** The day as of which the mart has made it out; it may be long past. */
  asOf: localDateSchema,
});
export type KinEdge = z.infer<typeof kinEdgeSchema>;

/** Smart Data Ukimet's mart of kinship: ready edges, made out of civil status records some time ago. */
export interface KinshipMart {
  /** The person's edges; none is an empty list. */
  edges(request: { iin: Iin }): Promise<Answer<KinEdge[]>>;
}
