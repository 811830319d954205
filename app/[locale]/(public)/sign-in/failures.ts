import type { z } from "zod";
import type { ActionOutcome } from "@/lib/main/server-action";
import type { CodeCheck } from "@/lib/use-cases/sign-in/check-code";
import type { EntityRefusal } from "@/lib/use-cases/sign-in/entity";
import type { SignInStart } from "@/lib/use-cases/sign-in/start-sign-in";

function invalid(field: string, message: string): ActionOutcome {
  return { status: "invalid", errors: [{ field, message: `sign-in.errors.${message}` }] };
}

/** What is wrong with the IIN as it was typed. */
export function iinError(error: z.ZodError): ActionOutcome {
  return invalid("iin", error.issues[0]?.message === "iin-check-digit" ? "iinWrong" : "iinLength");
}

/** What is wrong with the BIN as it was typed. */
export function binError(error: z.ZodError): ActionOutcome {
  return invalid("bin", error.issues[0]?.message === "bin-check-digit" ? "binWrong" : "binLength");
}

/** Why nobody may act for the entity now. */
export function entityError(refusal: EntityRefusal): ActionOutcome {
  return { status: "failed", message: `sign-in.eds.failures.${refusal}` };
}

/** Why the first step failed. It never says which of the two was wrong. `isEntity`: somebody signs in for an organisation. */
export function passwordError(
  start: Exclude<SignInStart, { readonly kind: "right" | "needs-eds" }>,
  isEntity = false,
): ActionOutcome {
  const [field, wrong] = isEntity ? ["bin", "entityWrong"] : ["iin", "wrong"];
  switch (start.kind) {
    case "wrong":
      if (start.left === 0) return invalid(field, "locked");
      return invalid(field, start.left === 1 ? `${wrong}OneLeft` : wrong);
    case "locked":
      return invalid(field, "locked");
    case "busy":
      return invalid(field, "busy");
    case "entity":
      return entityError(start.refusal);
  }
}

/** Why the code was not taken. */
export function codeError(check: Extract<CodeCheck, { readonly kind: "wrong" | "expired" }>): ActionOutcome {
  if (check.kind === "expired") return invalid("code", "codeExpired");
  return invalid("code", check.left === 1 ? "codeWrongOneLeft" : "codeWrong");
}
