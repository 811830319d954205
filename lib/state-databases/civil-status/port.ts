import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { localDateSchema } from "@/lib/kernel/local-date";
import type { Answer } from "@/lib/kernel/answer";

export const dataChangeSchema = z.object({
  iin: iinSchema,
  field: z.enum(["surname", "givenName", "patronymic", "birthDate", "ethnicity"]),
  from: z.string(),
  to: z.string(),
  date: localDateSchema,
});
export type DataChange = z.infer<typeof dataChangeSchema>;

export const relativeSchema = z.object({
  iin: iinSchema,
  relative: iinSchema,
  kinship: z.enum(["parent", "child", "spouse", "sibling"]),
});
/** `relative` is the `kinship` of `iin`. */
export type Relative = z.infer<typeof relativeSchema>;

/** ZAGS: civil status records. */
export interface CivilStatus {
  /** Every change of the person's data; none is an empty list. */
  dataChanges(request: { iin: Iin }): Promise<Answer<DataChange[]>>;
  /**
   * The person's parents and children, by birth and by adoption, those who share a parent with them, and the spouse of a marriage that is
   * not dissolved; none is an empty list.
   */
  relatives(request: { iin: Iin }): Promise<Answer<Relative[]>>;
}
