import "server-only";
import { z } from "zod";

/** What the process that examines pictures is asked. Pictures are the bytes of a JPEG or PNG. */
export type ExaminationRequest =
  | { readonly operation: "photo" | "signature-sample"; readonly picture: Uint8Array }
  | { readonly operation: "likeness"; readonly picture: Uint8Array; readonly reference: Uint8Array };

export const examinationRequestSchema: z.ZodType<ExaminationRequest> = z.discriminatedUnion("operation", [
  z.object({ operation: z.enum(["photo", "signature-sample"]), picture: z.instanceof(Uint8Array) }),
  z.object({
    operation: z.literal("likeness"),
    picture: z.instanceof(Uint8Array),
    reference: z.instanceof(Uint8Array),
  }),
]);

/** What it says: that it is ready; what came of an examination (null: no picture) and how large the process is; that it failed. */
export const processMessageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("examined"), value: z.unknown(), megabytes: z.number() }),
  z.object({ kind: z.literal("failed") }),
]);
export type ProcessMessage = z.infer<typeof processMessageSchema>;
