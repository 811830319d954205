import type { ActionOutcome } from "@/lib/main/server-action";
import type { ChallengeFailure } from "@/lib/use-cases/sign-in/eds-challenge";
import type { EntityRefusal } from "@/lib/use-cases/sign-in/entity";

/** Why a key was not accepted, in words under `sign-in.eds.failures`. */
export function challengeError(
  failure: ChallengeFailure | { readonly kind: EntityRefusal | "other-organisation" },
): ActionOutcome {
  const reason = failure.kind === "signature" ? failure.failure.reason : failure.kind;
  return { status: "failed", message: `sign-in.eds.failures.${reason}` };
}
