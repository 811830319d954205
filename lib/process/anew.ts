import { addDays, localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import type { Service } from "./define-service";
import type { Follows } from "./events";
import type { State } from "./state";

/** The last day on which a new application keeps the term of this annulled one; undefined where it does not. */
export function anewUntil(service: Service, { outcome }: State): LocalDate | undefined {
  if (outcome?.kind !== "annulled" || service.anew?.reasons.includes(outcome.reason ?? "") !== true) return undefined;
  return addDays(localDateOf(new Date(outcome.at)), service.anew.days);
}

/**
 * What a new application puts down about the last one, when an officer annulled that: rules can see no other application. In a chain of
 * annulments the first one's start is handed on.
 */
export function followsOf({ outcome, number, startedAt, follows }: State): Follows | undefined {
  if (outcome?.kind !== "annulled") return undefined;
  return {
    number,
    startedOn: follows?.startedOn ?? localDateOf(new Date(startedAt)),
    annulledOn: localDateOf(new Date(outcome.at)),
    reason: outcome.reason ?? "",
  };
}
