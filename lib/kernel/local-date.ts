import { z } from "zod";

/**
 * The portal's one zone. Since 2024-03-01 the whole country keeps UTC+5 and no daylight-saving time, so a fixed offset is exact
 * and needs neither the server's zone nor its time-zone data. The portal holds no instant older than that day.
 */
const zone = "+05:00";
const zoneMs = 5 * 3_600_000;
const dayMs = 24 * 3_600_000;

function isCalendarDate(text: string): boolean {
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === text;
}

/**
 * A calendar day in Asia/Almaty, "YYYY-MM-DD", years 0000…9999; a day that the calendar lacks (30 February) is rejected.
 * Issues: `date-form`, `date-not-in-calendar`.
 */
export const localDateSchema = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, { error: "date-form", abort: true })
  .refine(isCalendarDate, { error: "date-not-in-calendar" })
  .brand<"LocalDate">();

export type LocalDate = z.infer<typeof localDateSchema>;

function isLocalDate(text: string): text is LocalDate {
  return localDateSchema.safeParse(text).success;
}

/** The day written as `text`. Throws RangeError when that is no calendar day "YYYY-MM-DD". */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError("Not a calendar day YYYY-MM-DD");
  return text;
}

function utcMidnight(date: LocalDate): number {
  return new Date(`${date}T00:00:00Z`).getTime();
}

function fromUtcMidnight(ms: number): LocalDate {
  return localDate(new Date(ms).toISOString().slice(0, -"T00:00:00.000Z".length));
}

/** The day it is in Asia/Almaty at `instant`. Throws RangeError for an invalid Date or a year outside 0000…9999. */
export function localDateOf(instant: Date): LocalDate {
  return fromUtcMidnight(instant.getTime() + zoneMs);
}

/** The first instant of the day in Asia/Almaty (19:00 UTC of the day before). */
export function startOfDay(date: LocalDate): Date {
  return new Date(`${date}T00:00:00.000${zone}`);
}

/** The last instant of the day in Asia/Almaty, to the millisecond: a term "until the end of the day" includes it. */
export function endOfDay(date: LocalDate): Date {
  return new Date(`${date}T23:59:59.999${zone}`);
}

/** The day `days` calendar days later (earlier when negative). Throws RangeError for a fraction or a year outside 0000…9999. */
export function addDays(date: LocalDate, days: number): LocalDate {
  requireWhole(days);
  return fromUtcMidnight(utcMidnight(date) + days * dayMs);
}

/** Calendar days from `from` to `to`: 0 on the same day, 1 from today to tomorrow, negative when `to` comes first. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (utcMidnight(to) - utcMidnight(from)) / dayMs;
}

/**
 * The same day of the month `months` later (earlier when negative), or that month's last day when it is shorter:
 * 31 January and one month is 28 or 29 February. Throws RangeError for a fraction or a year outside 0000…9999.
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  requireWhole(months);
  const monthIndex = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = String(Math.floor(monthIndex / 12)).padStart(4, "0");
  const month = String((((monthIndex % 12) + 12) % 12) + 1).padStart(2, "0");
  const firstOfMonth = localDate(`${year}-${month}-01`);
  const [day, lastDay] = [Number(date.slice(8)), daysInMonth(firstOfMonth)];
  return addDays(firstOfMonth, Math.min(day, lastDay) - 1);
}

/** The same day `years` later, 29 February becoming 28 February in a common year; otherwise as `addMonths`. */
export function addYears(date: LocalDate, years: number): LocalDate {
  return addMonths(date, years * 12);
}

/** Negative when `a` comes before `b`, 0 on the same day, positive when it comes after: for sorting. */
export function compare(a: LocalDate, b: LocalDate): number {
  return daysBetween(b, a);
}

/** Whether `a` is a day earlier than `b`; false on the same day. */
export function isBefore(a: LocalDate, b: LocalDate): boolean {
  return compare(a, b) < 0;
}

function daysInMonth(firstOfMonth: LocalDate): number {
  // Thirty-one days on, the next month has begun; how far in tells how short this month was.
  const overshoot = new Date(utcMidnight(firstOfMonth) + 31 * dayMs).getUTCDate() - 1;
  return 31 - overshoot;
}

function requireWhole(count: number): void {
  if (!Number.isSafeInteger(count)) throw new RangeError("A number of days, months or years is a whole number");
}
