import "server-only";
import { z } from "zod";

/** What a check may repeat of a sealed document: all of it is printed there. */
export const saidSchema = z.object({
  /** The words' key of what it is: "receipt", "coupon", or how an application ended. */
  title: z.string(),
  service: z.string(),
  number: z.string(),
  name: z.string(),
  /** The number against which a document is handed over; on a coupon. */
  coupon: z.string().optional(),
  /** When that happened of which it speaks (ISO). */
  at: z.iso.datetime(),
});
export type Said = z.infer<typeof saidSchema>;
