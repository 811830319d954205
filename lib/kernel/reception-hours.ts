import { addDays, localDateOf, startOfDay, type LocalDate } from "./local-date";
import { isHolidayOnSaturday, isWorkingDay } from "./working-days";

/** A stretch of a day in which people are received, in minutes since midnight in Asia/Almaty. */
interface Shift {
  readonly from: number;
  readonly to: number;
}

const at = (hours: number, minutes = 0) => hours * 60 + minutes;

/** When the units of internal affairs receive people [S2]: on working days with a break for lunch, and on Saturday mornings. */
const receptionHours: Readonly<Record<"workingDay" | "saturday", readonly Shift[]>> = {
  workingDay: [
    { from: at(9), to: at(13) },
    { from: at(14, 30), to: at(18, 30) },
  ],
  saturday: [{ from: at(9), to: at(13) }],
};

const minuteMs = 60_000;

/**
 * The instant at which `minutes` of reception have passed since `start`: those in which people are received count, and no others.
 * A term that is over when the doors close ends then, not when they open again.
 * Throws RangeError when `minutes` is negative or a fraction, OutsideWorkingCalendarError when the count leaves the working calendar.
 */
export function addReceptionMinutes(start: Date, minutes: number): Date {
  if (!Number.isSafeInteger(minutes) || minutes < 0) {
    throw new RangeError("A number of minutes is a whole number, zero or more");
  }
  let left = minutes * minuteMs;
  if (left === 0) return start;
  for (let day = localDateOf(start); ; day = addDays(day, 1)) {
    for (const { from, to } of shiftsOf(day)) {
      const begun = Math.max(from, start.getTime());
      const open = Math.max(0, to - begun);
      if (left <= open) return new Date(begun + left);
      left -= open;
    }
  }
}

/** Milliseconds of reception between two instants; 0 when `end` does not come after `start`. */
export function receptionBetween(start: Date, end: Date): number {
  let sum = 0;
  for (let day = localDateOf(start); startOfDay(day) < end; day = addDays(day, 1)) {
    for (const { from, to } of shiftsOf(day)) {
      sum += Math.max(0, Math.min(to, end.getTime()) - Math.max(from, start.getTime()));
    }
  }
  return sum;
}

/** The shifts of a day, as instants in milliseconds. */
function shiftsOf(day: LocalDate): readonly Shift[] {
  const midnight = startOfDay(day).getTime();
  const isSaturday = new Date(`${day}T00:00:00Z`).getUTCDay() === 6;
  const shifts = isWorkingDay(day)
    ? receptionHours.workingDay
    : isSaturday && !isHolidayOnSaturday(day)
      ? receptionHours.saturday
      : [];
  return shifts.map(({ from, to }) => ({ from: midnight + from * minuteMs, to: midnight + to * minuteMs }));
}
