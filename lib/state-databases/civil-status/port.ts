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

export const birthSchema = z.object({
  iin: iinSchema,
  date: localDateSchema,
  /** As the record has it. */
  place: z.object({ country: z.string(), asWritten: z.string() }).optional(),
});
/** The record of a person's own birth. */
export type Birth = z.infer<typeof birthSchema>;

export const relativeSchema = z.object({
  iin: iinSchema,
  relative: iinSchema,
  kinship: z.enum(["parent", "child", "spouse", "sibling", "grandparent", "grandchild"]),
});
/** `relative` is the `kinship` of `iin`. */
export type Relative = z.infer<typeof relativeSchema>;

/** ZAGS: civil status records. */
export interface CivilStatus {
  /** The record of the person's birth; `not-found` where ZAGS holds none. */
  birth(request: { iin: Iin }): Promise<Answer<Birth>>;
  /** Every change of the person's data; none is an empty list. */
  dataChanges(request: { iin: Iin }): Promise<Answer<DataChange[]>>;
  /**
   * The person's parents and children, by birth and by adoption, their parents' parents and children's children, those who share a
   * parent with them, and the spouse of a marriage that is not dissolved; none is an empty list.
   */
  relatives(request: { iin: Iin }): Promise<Answer<Relative[]>>;
}
