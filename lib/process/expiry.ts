import { addDays, startOfDay, type LocalDate } from "@/lib/kernel/local-date";
import type { Situation } from "./stages";

/** What a granted application leaves and what then comes to an end by itself: the person is reminded before it does. */
export interface Expiry {
  /** "stay": a temporary registration, which GBD FL knows. */
  readonly kind: "stay";
  /** Calendar days before the last one, on which the reminder is due. */
  readonly daysBefore: number;
  /** What ends, in one word that nobody else's has (a stay: the dwelling's RKA), and its last day; null where nothing does. */
  readonly of: (situation: Situation) => { readonly subject: string; readonly lastDay: LocalDate } | null;
}

/** How many days before its last one a person is reminded of a paper that a service has ended with: enough to get another [ours]. */
export const paperDaysBefore = 2;

/** People are reminded at this hour of the morning. */
const reminderHour = 9;
const hourMs = 3_600_000;

/** When a reminder of a day comes. */
export function reminderAt(day: LocalDate): Date {
  return new Date(startOfDay(day).getTime() + reminderHour * hourMs);
}

/** When a reminder of an end comes: so many days before the last one. */
export function reminderBefore(lastDay: LocalDate, daysBefore: number): Date {
  return reminderAt(addDays(lastDay, -daysBefore));
}
