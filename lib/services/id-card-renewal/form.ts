import { z } from "zod";
import { regionCodes } from "@/lib/kernel/kato";
import type { ImageRules } from "@/lib/process/fields";
import { photoRequirements } from "./photo-rules";

const pictureSchema = z.strictObject(
  {
    attachment: z.uuid(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    format: z.enum(["jpeg", "png"]),
    bytes: z.int().positive(),
    width: z.int().positive(),
    height: z.int().positive(),
  },
  { error: "picture-required" },
);

/** Nothing, or an address that mail can be sent to. */
const emailSchema = z
  .string({ error: "email-form" })
  .max(254, { error: "too-long" })
  .refine((text) => text === "" || z.email().safeParse(text).success, { error: "email-form" });

/** The form: one schema per step. Messages are keys under `services.id-card-renewal.errors`. */
export const form = {
  "data-access": z.strictObject({ consent: z.literal(true, { error: "consent-required" }) }),
  "personal-data": z.strictObject({ correct: z.enum(["yes", "no"], { error: "choose-correct" }) }),
  region: z.strictObject({ region: z.enum(regionCodes, { error: "choose-region" }) }),
  "registration-point": z.strictObject({
    registrationPoint: z
      .string({ error: "choose-point" })
      .min(1, { error: "choose-point" })
      .max(40, { error: "choose-point" }),
  }),
  contacts: z.strictObject({ email: emailSchema }),
  photo: z.strictObject({ photo: pictureSchema, recent: z.literal(true, { error: "recent-required" }) }),
  "signature-sample": z.strictObject({ sample: pictureSchema }),
} as const;

/** JPEG or PNG up to 5 MB [pub]; the rest is judged by checks. */
export const photoRules: ImageRules = {
  formats: ["jpeg", "png"],
  maxBytes: 5 * 1024 * 1024,
  portrait: { ...photoRequirements, tolerancePercent: photoRequirements.shapeTolerancePercent },
};

/** PNG or JPEG up to 1 MB [pub]. */
export const signatureSampleRules: ImageRules = { formats: ["jpeg", "png"], maxBytes: 1024 * 1024 };
