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

export const parentageSchema = z.object({
  /** Whoever was asked about: the child in `parentages`, the parent in `children`. */
  iin: iinSchema,
  type: z.enum(["birth", "adoption"]),
  child: iinSchema,
  mother: iinSchema.optional(),
  father: iinSchema.optional(),
  date: localDateSchema,
  number: z.string().optional(),
});
/** A record of birth or of adoption, with the parents that it names. */
export type Parentage = z.infer<typeof parentageSchema>;

/** Everybody whom records of birth and adoption name. */
export function namedIn(records: readonly Parentage[]): Iin[] {
  return records.flatMap(({ child, mother, father }) => [child, mother, father].filter((iin) => iin !== undefined));
}

export const marriageSchema = z.object({
  iin: iinSchema,
  spouse: iinSchema,
  date: localDateSchema,
  /** The first day on which it is a marriage no more. */
  dissolvedOn: localDateSchema.optional(),
  number: z.string().optional(),
});
/** A record of marriage of `iin`. */
export type Marriage = z.infer<typeof marriageSchema>;

export const deathSchema = z.object({ iin: iinSchema, date: localDateSchema, number: z.string().optional() });
/** The record of a person's death. */
export type Death = z.infer<typeof deathSchema>;

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

  /** Every record of the person's birth and adoptions, oldest first; none is an empty list. Asked under the consent of whoever applies. */
  parentages(request: { iin: Iin }): Promise<Answer<Parentage[]>>;
  /**
   * Every record of birth and adoption of everybody whom some such record names as the person's child: what a later one says of a child
   * stands beside the earlier. None is an empty list. Asked under the consent of whoever applies.
   */
  children(request: { iin: Iin }): Promise<Answer<Parentage[]>>;
  /** Every marriage of the person, oldest first, dissolved ones too; none is an empty list. Asked under the consent of whoever applies. */
  marriages(request: { iin: Iin }): Promise<Answer<Marriage[]>>;
  /** The record of the person's death; `not-found` where there is none. Asked under the consent of whoever applies. */
  death(request: { iin: Iin }): Promise<Answer<Death>>;
}
