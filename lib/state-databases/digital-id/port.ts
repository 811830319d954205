import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import type { Answer } from "@/lib/kernel/answer";

export const identificationSchema = z.object({ iin: iinSchema, outcome: z.enum(["recognised", "not-recognised"]) });
export type Identification = z.infer<typeof identificationSchema>;

export const likenessSchema = z.object({ iin: iinSchema, likeness: z.number().min(0).max(1) });
export type Likeness = z.infer<typeof likenessSchema>;

/** Digital ID: who is in front of the screen, and whether a photo is theirs. */
export interface DigitalId {
  identify(request: { iin: Iin }): Promise<Answer<Identification>>;
  /** Compares `jpeg` (base64) with the reference photo in GBD FL; 0 = another person, 1 = the same. */
  compare(request: { iin: Iin; jpeg: string }): Promise<Answer<Likeness>>;
}
