import "server-only";
import { createHmac } from "node:crypto";
import { isIin } from "@/lib/kernel/iin";
import { env } from "@/lib/infra/env";

/** Characters of a name: 128 bits. */
const length = 22;

/** Whether a form names the option of this value otherwise than by it. */
export function isNamedOpaquely(value: string): boolean {
  return isIin(value);
}

/**
 * By what a form names an option: one that is a person by a name that holds for this field of this application alone, and that nobody can make out, or
 * turn into a person, without the portal's secret; any other by its value.
 */
export function optionName(applicationId: string, field: string, value: string): string {
  if (!isNamedOpaquely(value)) return value;
  const name = createHmac("sha256", env.authSecret).update(`option ${applicationId} ${field} ${value}`);
  return name.digest("base64url").slice(0, length);
}
