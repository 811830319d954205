import "server-only";
import { z } from "zod";

/** What a test tells a walk to answer: texts, several of them, or the kinship as one thing. */
export const toldFormSchema = z.record(
  z.string(),
  z.union([z.string(), z.array(z.string()), z.strictObject({ degree: z.string(), via: z.string().optional() })]),
);

/**
 * What is told, by the fields of the form: several values with spaces between, a kinship as its two fields, and a dwelling named by its
 * code. Whoever names an owner means another's dwelling; whoever names none, their own, if the service asks that (`asked`: its fields).
 */
export function fieldsOf(
  told: z.output<typeof toldFormSchema>,
  asked: readonly string[],
): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(told)) {
    if (typeof value === "string") fields[name] = value;
    else if (Array.isArray(value)) fields[name] = value.join(" ");
    else {
      fields["degree"] = value.degree;
      if (value.via !== undefined) fields["via"] = value.via;
    }
  }
  if (fields["rka"] === undefined || fields["whose"] !== undefined || !asked.includes("whose")) return fields;
  return fields["ownerIin"] === undefined ? { whose: "own", ...fields } : { whose: "another", way: "code", ...fields };
}
