import { z } from "zod";
import type { Answer } from "@/lib/kernel/answer";
import { binSchema, type Bin } from "@/lib/kernel/bin";
import { iinSchema } from "@/lib/kernel/iin";
import { rkaSchema } from "@/lib/kernel/rka";

export const legalEntitySchema = z.object({
  bin: binSchema,
  nameKk: z.string(),
  nameRu: z.string(),
  /** Who heads it: may act for it without a power of attorney. */
  head: iinSchema,
  /** The code of its registered address; left out where none is known. */
  rka: rkaSchema.optional(),
  status: z.enum(["active", "closed"]),
});
export type LegalEntity = z.infer<typeof legalEntitySchema>;

/** GBD UL: legal entities, their branches and their heads. */
export interface LegalEntities {
  /** The entity of a BIN; `not-found` when there is none. */
  entity(request: { bin: Bin }): Promise<Answer<LegalEntity>>;
}
