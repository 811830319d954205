import { z } from "zod";
import { binSchema } from "@/lib/kernel/bin";
import { iinSchema } from "@/lib/kernel/iin";
import { regionCodes } from "@/lib/kernel/kato";
import { localDateSchema } from "@/lib/kernel/local-date";
import { phoneSchema } from "@/lib/kernel/phone";
import { rkaSchema } from "@/lib/kernel/rka";

/** Every state database by its folder's name, those of later services included: a dataset may break any of them. */
const databaseNames = [
  "individuals",
  "legal-entities",
  "civil-status",
  "kinship-mart",
  "real-estate",
  "address-register",
  "documents",
  "mobile-citizens",
  "access-control",
  "digital-id",
  "social-status",
  "social-protection",
  "legal-entities",
  "schools",
  "universities",
  "payments",
  "messages",
  "photo-examiner",
  "wanted-persons",
  "service-centre",
] as const;

export const faultSchema = z.strictObject({
  database: z.enum(databaseNames),
  kind: z.enum(["timeout", "error", "slow", "empty", "malformed", "wrong-person", "cut"]),
  /** Milliseconds before the fault shows. */
  ms: z.int().min(0).max(600_000).optional(),
  /** Whose record; without it the database is broken for everyone. */
  iin: iinSchema.optional(),
  /** How many attempts meet the fault (the portal repeats a failed read); without it all of them. */
  times: z.int().min(1).optional(),
});

const region = regionCodes.join("|");
const agencies = "security|legal-statistics|enforcement|tax|defence";
const roleForm = new RegExp(
  `^(?:citizen|receptionist|service-centre-operator|committee|production|mia-operator|auditor|agency:(?:${agencies})|(?:town-unit|umd-officer|police-department):(?:${region}))$`,
);
// PostgreSQL keeps no NUL character in a text.
const withoutNul = z.string().regex(/^[^\0]*$/, { error: "nul" });
const text = withoutNul.min(1);
const katoSchema = z.string().regex(new RegExp(`^(?:${region})[0-9]{7}$`), { error: "kato-form" });

const addressSchema = z.strictObject({
  region: text,
  locality: text,
  street: text,
  house: text,
  flat: text.optional(),
});

const ownerSchema = z.strictObject({
  iin: iinSchema.optional(),
  bin: binSchema.optional(),
  share: z.string().regex(/^[1-9][0-9]{0,5}\/[1-9][0-9]{0,5}$/, { error: "share-form" }),
  since: localDateSchema,
  /** The day on which it passed to somebody else. */
  until: localDateSchema.optional(),
});

const birthPlaceSchema = z.strictObject({ country: text, asWritten: text });

const parentage = {
  child: iinSchema,
  mother: iinSchema.optional(),
  father: iinSchema.optional(),
  date: localDateSchema,
  number: text.optional(),
};

/** What one entry of each list must look like. What holds between entries is in `check.ts`. */
export const entrySchemas = {
  persons: z.strictObject({
    iin: iinSchema,
    surname: text,
    givenName: text,
    patronymic: text.optional(),
    birthDate: localDateSchema,
    sex: z.enum(["male", "female"]),
    citizenship: z
      .string()
      .regex(/^[A-Z]{2}$/, { error: "country-form" })
      .default("KZ"),
    ethnicity: text.optional(),
    birthPlace: birthPlaceSchema.optional(),
    deathDate: localDateSchema.optional(),
    capacity: z.enum(["full", "limited", "incapable"]).default("full"),
    photo: text.optional(),
    residenceStatus: z.enum(["known", "not-determined"]).default("known"),
    liableForService: z.boolean().default(false),
  }),
  accounts: z.strictObject({
    iin: iinSchema,
    bin: binSchema.optional(),
    password: text,
    phone: phoneSchema.optional(),
    email: z.email().optional(),
    roles: z.array(z.string().regex(roleForm, { error: "role-form" })).default(["citizen"]),
  }),
  phones: z.strictObject({ iin: iinSchema, number: phoneSchema }),
  documents: z.strictObject({
    iin: iinSchema,
    type: z.enum(["id-card", "passport"]),
    number: text,
    issuedOn: localDateSchema,
    expiresOn: localDateSchema,
    issuer: text.default("ҚР Ішкі істер министрлігі"),
    status: z.enum(["valid", "invalid", "lost"]).default("valid"),
  }),
  civilRecords: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("birth"), ...parentage, place: birthPlaceSchema.optional() }),
    z.strictObject({ type: z.literal("adoption"), ...parentage }),
    z.strictObject({
      type: z.literal("marriage"),
      spouses: z.tuple([iinSchema, iinSchema]),
      date: localDateSchema,
      dissolvedOn: localDateSchema.optional(),
      number: text.optional(),
    }),
    z.strictObject({
      type: z.literal("data-change"),
      person: iinSchema,
      field: z.enum(["surname", "givenName", "patronymic", "birthDate", "ethnicity"]),
      from: withoutNul,
      to: withoutNul,
      date: localDateSchema,
    }),
  ]),
  legalEntities: z.strictObject({
    bin: binSchema,
    nameKk: text,
    nameRu: text,
    head: iinSchema,
    rka: rkaSchema.optional(),
    status: z.enum(["active", "closed"]),
  }),
  dwellings: z.strictObject({
    rka: rkaSchema,
    kato: katoSchema,
    cadastralNumber: text.optional(),
    totalAreaM2: z.number().positive().max(99_999),
    /** Left out: the same as the total. */
    usableAreaM2: z.number().positive().max(99_999).optional(),
    address: z.strictObject({ kk: addressSchema, ru: addressSchema }),
    owners: z.array(ownerSchema).default([]),
  }),
  registrations: z.strictObject({
    iin: iinSchema,
    rka: rkaSchema,
    kind: z.enum(["permanent", "temporary"]),
    from: localDateSchema,
    to: localDateSchema.optional(),
  }),
  /** What RP DRN holds where that is not what GBD FL does; without a code it holds nothing of that kind. */
  addressEntries: z.strictObject({
    iin: iinSchema,
    kind: z.enum(["permanent", "temporary"]),
    rka: rkaSchema.optional(),
    from: localDateSchema,
    to: localDateSchema.optional(),
  }),
  guardianships: z.strictObject({
    ward: iinSchema,
    guardian: iinSchema,
    since: localDateSchema,
    to: localDateSchema.optional(),
  }),
  socialStatuses: z.strictObject({
    iin: iinSchema,
    code: text,
    from: localDateSchema,
    to: localDateSchema.optional(),
  }),
  studies: z.strictObject({
    iin: iinSchema,
    source: z.enum(["schools", "universities"]),
    institution: text,
    kato: katoSchema,
    form: z.enum(["full-time", "part-time", "distance"]),
    level: z.enum(["school", "college", "university"]),
    from: localDateSchema,
    to: localDateSchema.optional(),
  }),
  deaths: z.strictObject({ iin: iinSchema, date: localDateSchema, number: text.optional() }),
  kinEdges: z.strictObject({ from: iinSchema, to: iinSchema, degree: text, asOf: localDateSchema }),
  identification: z.strictObject({
    iin: iinSchema,
    outcome: z.enum(["recognised", "not-recognised"]).optional(),
    likeness: z.number().min(0).max(1).optional(),
  }),
  accessRefusals: z.strictObject({ iin: iinSchema }),
  documentRefusals: z.strictObject({ iin: iinSchema, reason: text }),
  documentReturns: z.strictObject({ iin: iinSchema, reason: text }),
  wanted: z.strictObject({ iin: iinSchema }),
  registrationPoints: z.strictObject({
    id: text,
    kato: z.string().regex(new RegExp(`^(?:${region})(?:[0-9]{7})?$`), { error: "kato-form" }),
    nameKk: text,
    nameRu: text,
    address: text,
  }),
  faults: faultSchema,
} as const;

export type ListName = keyof typeof entrySchemas;
const list = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).default([]);

/** A whole world of the state databases, `state-databases/1`. Unknown keys are errors. */
export const datasetSchema = z.strictObject({
  format: z.literal("state-databases/1").optional(),
  asOf: localDateSchema.optional(),
  persons: list(entrySchemas.persons),
  accounts: list(entrySchemas.accounts),
  phones: list(entrySchemas.phones),
  documents: list(entrySchemas.documents),
  civilRecords: list(entrySchemas.civilRecords),
  legalEntities: list(entrySchemas.legalEntities),
  dwellings: list(entrySchemas.dwellings),
  registrations: list(entrySchemas.registrations),
  addressEntries: list(entrySchemas.addressEntries),
  guardianships: list(entrySchemas.guardianships),
  socialStatuses: list(entrySchemas.socialStatuses),
  studies: list(entrySchemas.studies),
  deaths: list(entrySchemas.deaths),
  kinEdges: list(entrySchemas.kinEdges),
  identification: list(entrySchemas.identification),
  accessRefusals: list(entrySchemas.accessRefusals),
  documentRefusals: list(entrySchemas.documentRefusals),
  documentReturns: list(entrySchemas.documentReturns),
  wanted: list(entrySchemas.wanted),
  registrationPoints: list(entrySchemas.registrationPoints),
  /** A picture by name: a JPEG in base64, or (only where the dataset is a file) the path of one beside it. */
  photos: z.record(text, z.string()).default({}),
  faults: list(entrySchemas.faults),
});
export type Dataset = z.infer<typeof datasetSchema>;
