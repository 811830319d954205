import { z } from "zod";
import { addressSchema } from "@/lib/kernel/address";
import { binSchema } from "@/lib/kernel/bin";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { localDateSchema } from "@/lib/kernel/local-date";
import { rkaSchema, type Rka } from "@/lib/kernel/rka";
import type { Answer } from "@/lib/kernel/answer";

/** A person or a legal entity: one of the two numbers is there. */
const dwellingOwnerSchema = z
  .object({
    iin: iinSchema.optional(),
    bin: binSchema.optional(),
    /** As in "1/2". */
    share: z.string(),
    since: localDateSchema,
  })
  .refine(({ iin, bin }) => (iin === undefined) !== (bin === undefined));

export const dwellingSchema = z.object({
  rka: rkaSchema,
  /** Nine digits: the region's two, then its parts. */
  kato: z.string().regex(/^[0-9]{9}$/),
  cadastralNumber: z.string().optional(),
  totalAreaM2: z.number().positive(),
  usableAreaM2: z.number().positive(),
  address: addressSchema,
  /** The owners of the day. */
  owners: z.array(dwellingOwnerSchema),
});
export type Dwelling = z.infer<typeof dwellingSchema>;

/** EGKN: dwellings and who owns them. */
export interface RealEstate {
  /** The dwellings that the person owns or co-owns today; none is an empty list. */
  dwellingsOf(request: { iin: Iin }): Promise<Answer<Dwelling[]>>;
  /** The dwelling at an address code, with all its owners of today. Asked under the consent of whoever applies. */
  dwelling(request: { rka: Rka }): Promise<Answer<Dwelling>>;
}
