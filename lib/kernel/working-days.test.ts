import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, localDate, type LocalDate } from "./local-date";
import { addWorkingDays, isWorkingDay, OutsideWorkingCalendarError } from "./working-days";

const firstDay = localDate("2025-01-01");
const lastDay = localDate("2027-12-31");
const everyDay = Array.from({ length: daysBetween(firstDay, lastDay) + 1 }, (_, index) => addDays(firstDay, index));

function isWeekend(date: LocalDate): boolean {
  // 5 January 2025 was a Sunday.
  const dayOfWeek = ((daysBetween(localDate("2025-01-05"), date) % 7) + 7) % 7;
  return dayOfWeek === 0 || dayOfWeek === 6;
}

/** The law applied day by day, against which the table is checked: state holidays move off a weekend, the two religious days do not. */
function daysOffByLaw(): Set<string> {
  const stateHolidays = (year: number) =>
    ["01-01", "01-02", "03-08", "03-21", "03-22", "03-23", "05-01", "05-07", "05-09", "07-06", "10-25", "12-16"]
      .concat(year === 2025 ? ["08-30"] : [], year >= 2027 ? ["03-15"] : [])
      .map((day) => localDate(`${String(year)}-${day}`));
  const holidays = [2025, 2026, 2027].flatMap(stateHolidays);
  const religious = ["2025-01-07", "2026-01-07", "2027-01-07", "2025-06-06", "2026-05-27", "2027-05-16"];
  const off = new Set<string>([...holidays, ...religious]);
  for (const holiday of holidays.filter(isWeekend)) {
    let next = addDays(holiday, 1);
    while (isWeekend(next) || off.has(next)) next = addDays(next, 1);
    off.add(next);
  }
  return off;
}

describe("isWorkingDay", () => {
  it("is the law's answer on every day of the table but the two that an order swapped", () => {
    const off = daysOffByLaw();
    const differing = everyDay.filter((date) => isWorkingDay(date) !== (!isWeekend(date) && !off.has(date)));
    expect(differing).toStrictEqual(["2025-01-03", "2025-01-05"]);
  });

  it.each([
    ["2025-01-03", false], // the Friday that took Sunday's rest
    ["2025-01-05", true], // the Sunday that gave it
    ["2025-01-04", false], // an ordinary Saturday
    ["2025-03-20", true],
    ["2025-03-21", false],
    ["2025-03-25", false],
    ["2025-03-26", true],
    ["2025-06-06", false], // Kurban Ait
    ["2025-06-09", true],
    ["2025-09-01", false], // for 30 August 2025
    ["2026-03-09", false],
    ["2026-03-10", true],
    ["2026-05-08", true],
    ["2026-05-11", false],
    ["2026-05-27", false],
    ["2026-08-31", true], // 30 August is no holiday any more
    ["2026-10-26", false],
    ["2027-03-15", false], // the new Constitution Day
    ["2027-05-17", true], // Kurban Ait on a Sunday moves nothing
    ["2027-08-30", true],
    ["2027-12-31", true],
  ])("%s: %s", (date, expected) => {
    expect(isWorkingDay(localDate(date))).toBe(expected);
  });

  it("has the published balance of 2026, 246 working days, and 31 August besides", () => {
    expect(everyDay.filter((date) => date.startsWith("2026") && isWorkingDay(date))).toHaveLength(246 + 1);
  });

  it.each(["2024-12-31", "2028-01-01"])("has no answer for %s", (date) => {
    expect(() => isWorkingDay(localDate(date))).toThrow(OutsideWorkingCalendarError);
  });
});

describe("addWorkingDays", () => {
  it.each([
    ["2026-03-06", 0, "2026-03-06"],
    ["2026-03-07", 0, "2026-03-07"], // a Saturday stays
    ["2026-03-06", 1, "2026-03-10"], // over the weekend and Monday's day off
    ["2026-03-07", 1, "2026-03-10"], // the count begins on the next working day
    ["2026-03-20", 1, "2026-03-26"], // over Nauryz
    ["2026-04-30", 5, "2026-05-12"], // over three holidays of May
    ["2025-12-31", 1, "2026-01-05"], // into the next year
    ["2025-01-04", 1, "2025-01-05"], // the working Sunday counts
    ["2026-02-02", 15, "2026-02-23"], // three plain weeks
  ])("%s and %d working days is %s", (date, days, expected) => {
    expect(addWorkingDays(localDate(date), days)).toBe(expected);
  });

  it("ends on a working day with exactly so many working days passed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 60 }), (start, days) => {
        const from = addDays(firstDay, start);
        const to = addWorkingDays(from, days);
        const passed = everyDay.filter(
          (date) => daysBetween(from, date) > 0 && daysBetween(date, to) >= 0 && isWorkingDay(date),
        );
        expect(passed).toHaveLength(days);
        expect(passed.at(-1)).toBe(to);
      }),
    );
  });

  it("adds up: so many days and then so many more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.nat(30), fc.nat(30), (start, a, b) => {
        const from = addDays(firstDay, start);
        expect(addWorkingDays(addWorkingDays(from, a), b)).toBe(addWorkingDays(from, a + b));
      }),
    );
  });

  it("rejects what is no count", () => {
    expect(() => addWorkingDays(firstDay, -1)).toThrow(RangeError);
    expect(() => addWorkingDays(firstDay, 1.5)).toThrow(RangeError);
  });

  it("stops at the end of the table instead of guessing", () => {
    expect(addWorkingDays(localDate("2027-12-30"), 1)).toBe("2027-12-31");
    expect(() => addWorkingDays(localDate("2027-12-30"), 2)).toThrow(OutsideWorkingCalendarError);
    expect(() => addWorkingDays(localDate("2027-12-31"), 1)).toThrow("There is no working calendar for the year 2028");
  });
});
