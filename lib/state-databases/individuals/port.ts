import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { localDateSchema } from "@/lib/kernel/local-date";
import { rkaSchema } from "@/lib/kernel/rka";
import type { Answer } from "@/lib/kernel/answer";

export const personSchema = z.object({
  iin: iinSchema,
  surname: z.string(),
  givenName: z.string(),
  patronymic: z.string().optional(),
  birthDate: localDateSchema,
  sex: z.enum(["male", "female"]),
  citizenship: z.string(),
  ethnicity: z.string().optional(),
  birthPlace: z.object({ country: z.string(), asWritten: z.string() }).optional(),
  deathDate: localDateSchema.optional(),
  capacity: z.enum(["full", "limited", "incapable"]),
  residenceStatus: z.enum(["known", "not-determined"]),
});
export type Person = z.infer<typeof personSchema>;

const addressSchema = z.object({
  region: z.string(),
  locality: z.string(),
  street: z.string(),
  house: z.string(),
  flat: z.string().optional(),
});

export const registrationSchema = z.object({
  iin: iinSchema,
  rka: rkaSchema,
  kind: z.enum(["permanent", "temporary"]),
  from: localDateSchema,
  to: localDateSchema.optional(),
  address: z.object({ kk: addressSchema, ru: addressSchema }),
});
export type Registration = z.infer<typeof registrationSchema>;

/** A JPEG in base64. */
export const referencePhotoSchema = z.object({ iin: iinSchema, jpeg: z.base64() });

/** GBD FL: who people are and where they are registered. */
export interface Individuals {
  person(request: { iin: Iin }): Promise<Answer<Person>>;
  /** The registrations in force on `on`; none is an empty list, not `not-found`. */
  registrations(request: { iin: Iin; on: string }): Promise<Answer<Registration[]>>;
  /** The reference photo, a JPEG in base64. */
  referencePhoto(request: { iin: Iin }): Promise<Answer<{ iin: Iin; jpeg: string }>>;
}
