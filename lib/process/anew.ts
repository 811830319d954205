import { addDays, isBefore, localDate, localDateOf, type LocalDate } from "@/lib/kernel/local-date";
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
 * annulments of which each was followed in time the first one's start is handed on.
 */
export function followsOf(service: Service, state: State): Follows | undefined {
  const { outcome, number, startedAt, follows } = state;
  if (outcome?.kind !== "annulled") return undefined;
  const startedOn = localDateOf(new Date(startedAt));
  return {
    number,
    startedOn: follows && wasInTime(service, follows, startedOn) ? follows.startedOn : startedOn,
    annulledOn: localDateOf(new Date(outcome.at)),
    reason: outcome.reason ?? "",
  };
}

/** Whether an application that started on a day could keep the term of the one that it follows. */
function wasInTime({ anew }: Service, { annulledOn, reason }: Follows, startedOn: LocalDate): boolean {
  if (!anew?.reasons.includes(reason)) return false;
  return !isBefore(addDays(localDate(annulledOn), anew.days), startedOn);
}
