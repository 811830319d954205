import "server-only";
import { z } from "zod";

const printed = z.object({ kk: z.string(), ru: z.string() });

/** What a check may repeat of a sealed document: all of it is printed there. */
export const saidSchema = z.object({
  /** The words' key of what it is: "receipt", "coupon", "result", or how an application ended. */
  title: z.string(),
  service: z.string(),
  number: z.string(),
  /** On the Kazakh side. */
  name: z.string(),
  /** On the Russian side, where it is another. */
  nameRu: z.string().optional(),
  /** Whether the printed digits are of a BIN. */
  entity: z.boolean().optional(),
  /** The number against which a document is handed over; on a coupon. */
  coupon: z.string().optional(),
  /** What the paper that a service ends with says, in the order of print; names are keys of the service's words. */
  facts: z.array(printed.extend({ name: z.string() })).optional(),
  /** When that happened of which it speaks (ISO). */
  at: z.iso.datetime(),
});
export type Said = z.infer<typeof saidSchema>;

/**
 * In whose access logs it stands that somebody was shown a document: of a person's paper its holder, and whoever asked for it where that is another,
 * as a parent does; of an entity's paper whoever asked for it.
 */
export function whoIsTold(
  { said, holder }: { readonly said: unknown; readonly holder: string },
  applicant: string,
): ReadonlySet<string> {
  return new Set(saidSchema.parse(said).entity === true ? [applicant] : [holder, applicant]);
}
