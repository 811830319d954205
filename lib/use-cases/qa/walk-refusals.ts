import "server-only";
import type { State } from "@/lib/process/state";

export interface Refusal {
  readonly check: string;
  readonly reason: string;
}

/** What has said no to an application. */
export function refusalsIn({ stages, outcome }: State): readonly Refusal[] {
  const refusals = Object.entries(stages).flatMap(([check, at]) =>
    at.status === "refused" ? [{ check, reason: at.reason }] : [],
  );
  if (outcome?.kind !== "refused") return refusals;
  // An owner who declines, or does not answer, refuses no check.
  const { stage: check, reason } = outcome;
  const rest = refusals.filter((one) => one.check !== check);
  return rest.length < refusals.length && refusals.some((one) => one.reason === reason)
    ? refusals
    : [{ check: check ?? "", reason: reason ?? "" }, ...rest];
}
