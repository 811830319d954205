import { z } from "zod";
import { iinSchema } from "@/lib/kernel/iin";
import { regionCodes } from "@/lib/kernel/kato";
import { localDateSchema } from "@/lib/kernel/local-date";
import { rkaSchema } from "@/lib/kernel/rka";
import { kinshipClaimSchema } from "./kinship/claim";

const chosen = (error: string) => z.string({ error }).min(1, { error }).max(60, { error });
const chosenDwelling = z.string({ error: "choose-dwelling" }).pipe(rkaSchema);

/** A number as people write it, in groups of digits. */
function number<Schema extends z.ZodType<string, string>>(schema: Schema, error: string) {
  return z
    .string({ error })
    .transform((text) => text.replaceAll(/[\s-]/g, ""))
    .superRefine((text, context) => {
      if (!schema.safeParse(text).success) context.addIssue({ code: "custom", message: error });
    })
    .pipe(schema);
}

function day(error: string) {
  return z
    .string({ error })
    .superRefine((text, context) => {
      if (!localDateSchema.safeParse(text).success) context.addIssue({ code: "custom", message: error });
    })
    .pipe(localDateSchema);
}

/** Why people move, as the arrival form counts it. */
export const purposes = ["work", "study", "family", "return", "other"] as const;
export const maritalStatuses = ["single", "married", "divorced", "widowed"] as const;
export const educations = ["higher", "college", "secondary", "basic", "none"] as const;
export const occupations = ["employed", "self-employed", "student", "homemaker", "pensioner", "unemployed"] as const;

/** Where somebody may come from: one of the regions, or another country. */
export const origins = [...regionCodes, "abroad"] as const;

/** The form of both services: one schema a step. Messages are keys under `services.<id>.errors`. */
export const form = {
  "data-access": z.strictObject({ consent: z.literal(true, { error: "consent-required" }) }),
  dwelling: z.strictObject({ whose: z.enum(["own", "another"], { error: "choose-whose" }) }),
  "own-dwelling": z.strictObject({ rka: chosenDwelling }),
  "address-way": z.strictObject({ way: z.enum(["steps", "code"], { error: "choose-way" }) }),
  region: z.strictObject({ region: z.enum(regionCodes, { error: "choose-region" }) }),
  locality: z.strictObject({ locality: chosen("choose-locality") }),
  street: z.strictObject({ street: chosen("choose-street") }),
  house: z.strictObject({ house: chosen("choose-house") }),
  flat: z.strictObject({ rka: chosenDwelling }),
  "address-code": z.strictObject({ rka: number(rkaSchema, "rka-form") }),
  owner: z.strictObject({ ownerIin: number(iinSchema, "iin-form") }),
  arrival: z.strictObject({
    arrivedFrom: z.enum(origins, { error: "choose-origin" }),
    arrivedPlace: z
      .string({ error: "name-place" })
      .trim()
      .min(1, { error: "name-place" })
      .max(120, { error: "too-long" }),
    arrivedOn: day("day-form"),
    purpose: z.enum(purposes, { error: "choose-one" }),
  }),
  "about-you": z.strictObject({
    maritalStatus: z.enum(maritalStatuses, { error: "choose-one" }),
    education: z.enum(educations, { error: "choose-one" }),
    occupation: z.enum(occupations, { error: "choose-one" }),
  }),
  children: z.strictObject({ children: z.array(iinSchema).max(20) }),
  kinship: kinshipClaimSchema,
} as const;

/** What only a stay is asked. */
export const stayForm = {
  period: z.strictObject({ from: day("day-form"), to: day("day-form") }),
} as const;
