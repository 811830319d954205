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

/** ZAGS: civil status records. */
export interface CivilStatus {
  /** Every change of the person's data; none is an empty list. */
  dataChanges(request: { iin: Iin }): Promise<Answer<DataChange[]>>;
}
