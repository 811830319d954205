import { z } from "zod";
import type { Answer } from "@/lib/kernel/answer";
import type { Iin } from "@/lib/kernel/iin";

/** A place in the picture, in percent of its width and height; outside of it when a head is cut off. */
const placeSchema = z.object({ x: z.number(), y: z.number() });
/** A rectangle, in the same percent. */
const areaSchema = z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() });
export type Area = z.infer<typeof areaSchema>;

/** Left and right as they lie in the picture. */
function sides<T extends z.ZodType>(value: T) {
  return z.object({ left: value, right: value });
}

const faceSchema = z.object({
  /** Whole degrees: to the side, up or down, towards a shoulder. */
  yaw: z.int(),
  pitch: z.int(),
  roll: z.int(),
  head: z.object({
    /** From the chin to the top of the hair, in whole percent of the picture's height. */
    share: z.int().min(0),
    chin: placeSchema,
    crown: placeSchema,
  }),
  /** How bright the cheeks are, in whole percent of white. */
  light: sides(z.int().min(0).max(100)),
  cheeks: sides(placeSchema),
  /** How bright each eye and the skin around it are, in whole percent of the cheek below. */
  openEyes: sides(z.int().min(0)),
  eyes: sides(placeSchema.extend({ radius: z.number().min(0) })),
  /** 0 and up; 20 is a face that can just be printed. */
  sharpness: z.int().min(0),
});

export const photoMeasuresSchema = z.object({
  /** Where faces are, from left to right. */
  faces: z.array(areaSchema).max(20),
  /** Measured only where there is exactly one. */
  face: faceSchema.nullable(),
  background: z.object({
    /** How much of it has one colour, in whole percent. */
    plain: z.int().min(0).max(100),
    /** How bright that colour is, in whole percent of white. */
    light: z.int().min(0).max(100),
    /** Where it has another colour. */
    spots: z.array(areaSchema).max(50),
  }),
});
export type PhotoMeasures = z.infer<typeof photoMeasuresSchema>;

export const sampleMeasuresSchema = z.object({
  /** How bright the ground is, in whole percent of white. */
  ground: z.int().min(0).max(100),
  /** How bright the strokes are, in whole percent of white; as the ground when there are none. */
  strokes: z.int().min(0).max(100),
  /** How much of the picture the strokes cover, in hundredths of a percent. */
  covered: z.int().min(0).max(10_000),
  /** The strokes' extent; null when there are none. */
  extent: areaSchema.nullable(),
  /** The edges of the picture that strokes touch. */
  touches: z.array(z.enum(["top", "right", "bottom", "left"])),
});
export type SampleMeasures = z.infer<typeof sampleMeasuresSchema>;

/** The portal's own examiner of pictures: it measures and does not judge. A picture that cannot be opened is not found. */
export interface PhotoExaminer {
  /** In: a portrait, JPEG or PNG in base64. */
  photo(request: { iin: Iin; picture: string }): Promise<Answer<PhotoMeasures>>;
  /** In: a picture of a signature, JPEG or PNG in base64. */
  signatureSample(request: { iin: Iin; picture: string }): Promise<Answer<SampleMeasures>>;
}
