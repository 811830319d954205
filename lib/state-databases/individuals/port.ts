import { z } from "zod";
import { addressSchema } from "@/lib/kernel/address";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { localDateSchema } from "@/lib/kernel/local-date";
import { rkaSchema, type Rka } from "@/lib/kernel/rka";
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

export const registrationSchema = z.object({
  iin: iinSchema,
  rka: rkaSchema,
  kind: z.enum(["permanent", "temporary"]),
  from: localDateSchema,
  to: localDateSchema.optional(),
  address: addressSchema,
});
export type Registration = z.infer<typeof registrationSchema>;

/** Permanent: a place of residence, without end. Temporary: a place of stay, for a time [S0-A3 §4]. */
export type RegistrationKind = Registration["kind"];

/** As much of a person as decides whether they can act for themselves. */
export const standingSchema = personSchema.pick({ iin: true, birthDate: true, deathDate: true, capacity: true });
export type Standing = z.infer<typeof standingSchema>;

/** A child as a parent names them. */
export const childSchema = personSchema.pick({
  iin: true,
  surname: true,
  givenName: true,
  birthDate: true,
  deathDate: true,
});
export type Child = z.infer<typeof childSchema>;

/** How many people have a registration in force in a dwelling at once; nobody is named. */
export const registeredCountSchema = z.object({ rka: rkaSchema, count: z.int().nonnegative() });

/** Somebody registered in a dwelling. */
export const registeredPersonSchema = personSchema
  .pick({ surname: true, givenName: true, patronymic: true, birthDate: true })
  .extend({
    resident: iinSchema,
    kind: registrationSchema.shape.kind,
    from: localDateSchema,
    to: localDateSchema.optional(),
  });
export type RegisteredPerson = z.infer<typeof registeredPersonSchema>;

/** A registration that the portal has begun. */
export const registrationEntrySchema = registrationSchema.omit({ address: true }).extend({
  /** The children who came with them. */
  children: z.array(iinSchema),
});
export type RegistrationEntry = z.infer<typeof registrationEntrySchema>;

/** What came of the correction of a registration. */
export const correctedRegistrationSchema = z.object({
  iin: iinSchema,
  outcome: z.enum(["corrected", "changed-since"]),
});
export type CorrectedRegistration = z.infer<typeof correctedRegistrationSchema>;

/** That nothing of what was begun under a key is in force any more. */
export const takenBackSchema = z.object({ iin: iinSchema, key: z.string() });

/** Whether a person has a place of residence, a permanent registration in force, but for one dwelling. */
export const residenceElsewhereSchema = z.object({ iin: iinSchema, rka: rkaSchema, isElsewhere: z.boolean() });
export type ResidenceElsewhere = z.infer<typeof residenceElsewhereSchema>;

/** The registrations at a dwelling that have been ended at the request of its owner `iin`. */
export const endedRegistrationsSchema = z.object({
  iin: iinSchema,
  rka: rkaSchema,
  on: localDateSchema,
  ended: z.array(registrationSchema.pick({ kind: true, from: true }).extend({ resident: iinSchema })),
});
export type EndedRegistrations = z.infer<typeof endedRegistrationsSchema>;

/** A person as a certificate of their address names them, and where they are registered. */
export const residenceSchema = personSchema
  .pick({
    iin: true,
    surname: true,
    givenName: true,
    patronymic: true,
    birthDate: true,
    deathDate: true,
    residenceStatus: true,
  })
  .extend({ registrations: z.array(registrationSchema) });
export type Residence = z.infer<typeof residenceSchema>;

/** A JPEG in base64. */
export const referencePhotoSchema = z.object({ iin: iinSchema, jpeg: z.base64() });

/** GBD FL: who people are and where they are registered. */
export interface Individuals {
  person(request: { iin: Iin }): Promise<Answer<Person>>;
  /** The registrations in force on `on`, or on one day at least from then to `to`; none is an empty list, not `not-found`. */
  registrations(request: { iin: Iin; on: string; to?: string | undefined }): Promise<Answer<Registration[]>>;
  /** The reference photo, a JPEG in base64. */
  referencePhoto(request: { iin: Iin }): Promise<Answer<{ iin: Iin; jpeg: string }>>;

  /** Whether a person is of age, alive and capable. Asked under the consent of whoever applies, of people they depend on. */
  standing(request: { iin: Iin }): Promise<Answer<Standing>>;
  /** A child of whoever applies, under whose consent it is asked. */
  child(request: { iin: Iin }): Promise<Answer<Child>>;
  /** A person and their registrations in force on `on`; asked under the consent of whoever applies, for themselves or a child. */
  residence(request: { iin: Iin; on: string }): Promise<Answer<Residence>>;
  /**
   * How many different people at most have a registration of either kind in force there on one day from `from` to `to`, both included;
   * without `to`, on one day from then on. Those in `without` are not counted. A dwelling that nobody knows has none.
   */
  registeredCount(request: {
    rka: Rka;
    from: string;
    to?: string | undefined;
    without: readonly Iin[];
  }): Promise<Answer<z.infer<typeof registeredCountSchema>>>;
  /** Who is registered there on `on`: told to an owner of that day alone, `denied` to everyone else. */
  registeredPeople(request: { rka: Rka; on: string; owner: Iin }): Promise<Answer<RegisteredPerson[]>>;
  /**
   * Begins a registration of a person and of the children who come with them, once under `key`: repeating it changes nothing.
   * A permanent one ends the permanent one before it on the same day [S0-A3 §4], and the person's residence is determined from then on.
   * A temporary one ends on `to` and leaves the permanent one alone.
   */
  beginRegistration(request: {
    iin: Iin;
    rka: Rka;
    kind: RegistrationKind;
    from: string;
    to?: string | undefined;
    children: readonly Iin[];
    key: string;
  }): Promise<Answer<RegistrationEntry>>;
  /**
   * Takes back what was begun under `key`, as if it had never been; what it had ended is in force again. Needs no consent, tells nothing, and
   * repeating it changes nothing. `not-found` when nothing was begun.
   */
  takeBackRegistration(request: { iin: Iin; key: string }): Promise<Answer<z.infer<typeof takenBackSchema>>>;
  /** Whether the person has a place of residence on `on` without the dwelling. Asked under the consent of whoever applies. */
  residenceElsewhere(request: { iin: Iin; rka: Rka; on: string }): Promise<Answer<ResidenceElsewhere>>;
  /**
   * Ends every registration of these people that is in force at the dwelling on `on`, all or none, once under `key`: repeating it changes
   * nothing and tells what was ended. On that day they are in force no longer. Whoever has left before has none to end. The residence of
   * whoever is left without a permanent registration is not determined from then on. `iin` is the owner at whose request it is done.
   */
  endRegistrations(request: {
    iin: Iin;
    rka: Rka;
    people: readonly Iin[];
    on: string;
    key: string;
  }): Promise<Answer<EndedRegistrations>>;
  /**
   * Puts right where a person is registered with that kind: what is in force on `on` keeps its first day; where nothing is, a registration is
   * entered from `from` on. `expected` is what it corrects, null for nothing: where something else is in force nothing is written, and the
   * outcome is `changed-since`. Repeating it changes nothing; `not-found` where there is no such address. Asked under the consent of whoever
   * applies.
   */
  correctRegistration(request: {
    iin: Iin;
    rka: Rka;
    kind: RegistrationKind;
    expected: Rka | null;
    from: string;
    to?: string | undefined;
    on: string;
  }): Promise<Answer<CorrectedRegistration>>;
}
