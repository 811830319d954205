import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  addDays,
  addMonths,
  addYears,
  compare,
  daysBetween,
  endOfDay,
  isBefore,
  localDate,
  localDateOf,
  localDateSchema,
  startOfDay,
} from "./local-date";

const anyDay = fc.date({
  min: new Date("1900-01-01T00:00:00Z"),
  max: new Date("2199-12-31T00:00:00Z"),
  noInvalidDate: true,
});
const anyDate = anyDay.map((instant) => localDate(instant.toISOString().slice(0, 10)));

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("localDateSchema", () => {
  it.each(["2026-01-01", "2026-12-31", "2024-02-29", "2000-02-29", "0000-01-01", "9999-12-31"])(
    "accepts %s",
    (text) => {
      expect(localDateSchema.parse(text)).toBe(text);
      expect(localDate(text)).toBe(text);
    },
  );

  it.each([
    ["2025-02-29", "date-not-in-calendar"],
    ["1900-02-29", "date-not-in-calendar"],
    ["2026-02-30", "date-not-in-calendar"],
    ["2026-04-31", "date-not-in-calendar"],
    ["2026-13-01", "date-not-in-calendar"],
    ["2026-00-10", "date-not-in-calendar"],
    ["2026-01-00", "date-not-in-calendar"],
    ["2026-01-32", "date-not-in-calendar"],
    ["2026-1-1", "date-form"],
    ["01.01.2026", "date-form"],
    ["2026-01-01T00:00:00Z", "date-form"],
    ["2026-01-01\n", "date-form"],
    ["", "date-form"],
  ])("rejects %j: %s", (text, issue) => {
    expect(localDateSchema.safeParse(text).error?.issues.map(({ message }) => message)).toStrictEqual([issue]);
    expect(() => localDate(text)).toThrow(RangeError);
  });
});

describe("the day in Asia/Almaty", () => {
  it.each([
    ["2026-03-01T18:59:59.999Z", "2026-03-01"],
    ["2026-03-01T19:00:00.000Z", "2026-03-02"],
    ["2026-03-02T00:00:00.000Z", "2026-03-02"],
    ["2024-02-28T19:00:00.000Z", "2024-02-29"],
    ["2025-12-31T18:59:59.999Z", "2025-12-31"],
    ["2025-12-31T19:00:00.000Z", "2026-01-01"],
  ])("at %s it is %s", (instant, date) => {
    expect(localDateOf(new Date(instant))).toBe(date);
  });

  it.each([
    ["UTC", 0],
    ["Asia/Almaty", -300],
    ["America/Los_Angeles", 420],
    ["Pacific/Kiritimati", -840],
    ["Europe/London", -60],
  ])("is the same on a server in %s", (timeZone, offsetInJuly) => {
    vi.stubEnv("TZ", timeZone);
    expect(new Date("2026-07-01T00:00:00Z").getTimezoneOffset(), "the zone was not switched").toBe(offsetInJuly);

    expect(localDateOf(new Date("2026-03-29T18:59:59.999Z"))).toBe("2026-03-29");
    expect(localDateOf(new Date("2026-03-29T19:00:00.000Z"))).toBe("2026-03-30");
    expect(startOfDay(localDate("2026-03-29")).toISOString()).toBe("2026-03-28T19:00:00.000Z");
    expect(endOfDay(localDate("2026-03-29")).toISOString()).toBe("2026-03-29T18:59:59.999Z");
    // The night when clocks change in London, and in Los Angeles.
    expect(addDays(localDate("2026-03-28"), 2)).toBe("2026-03-30");
    expect(addDays(localDate("2026-03-07"), 2)).toBe("2026-03-09");
    expect(daysBetween(localDate("2026-03-01"), localDate("2026-11-30"))).toBe(274);
    expect(addMonths(localDate("2026-01-31"), 1)).toBe("2026-02-28");
  });

  it("begins and ends where localDateOf says, and not a millisecond beyond", () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const [start, end] = [startOfDay(date), endOfDay(date)];
        expect(localDateOf(start)).toBe(date);
        expect(localDateOf(end)).toBe(date);
        expect(localDateOf(new Date(start.getTime() - 1))).toBe(addDays(date, -1));
        expect(localDateOf(new Date(end.getTime() + 1))).toBe(addDays(date, 1));
      }),
    );
  });

  it("agrees with the time-zone data for any instant since 2024-03-01", () => {
    const almaty = new Intl.DateTimeFormat("en-CA", {
      timeZone: "Asia/Almaty",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    const since = fc.date({
      min: new Date("2024-03-01T00:00:00Z"),
      max: new Date("2099-12-31T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(since, (instant) => {
        expect(localDateOf(instant)).toBe(almaty.format(instant));
      }),
    );
  });

  it("rejects an invalid instant", () => {
    expect(() => localDateOf(new Date(Number.NaN))).toThrow(RangeError);
  });
});

describe("addDays, daysBetween", () => {
  it.each([
    ["2026-02-28", 1, "2026-03-01"],
    ["2024-02-28", 1, "2024-02-29"],
    ["2026-01-01", -1, "2025-12-31"],
    ["2026-03-10", 0, "2026-03-10"],
    ["2026-03-10", -30, "2026-02-08"],
    ["2026-03-10", 10, "2026-03-20"],
  ])("%s and %d days is %s", (date, days, expected) => {
    expect(addDays(localDate(date), days)).toBe(expected);
    expect(daysBetween(localDate(date), localDate(expected))).toBe(days);
  });

  it("are each other's inverse", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        const later = addDays(date, days);
        expect(daysBetween(date, later)).toBe(days);
        expect(addDays(later, -days)).toBe(date);
      }),
    );
  });

  it("reject a fraction and a year past 9999", () => {
    expect(() => addDays(localDate("2026-01-01"), 0.5)).toThrow(RangeError);
    expect(addDays(localDate("9999-12-30"), 1)).toBe("9999-12-31");
    expect(() => addDays(localDate("9999-12-31"), 1)).toThrow(RangeError);
    expect(() => addDays(localDate("0000-01-01"), -1)).toThrow(RangeError);
  });
});

describe("addMonths, addYears", () => {
  it.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2024-01-30", 1, "2024-02-29"],
    ["2024-01-28", 1, "2024-02-28"],
    ["2026-01-31", 3, "2026-04-30"],
    ["2026-01-31", 2, "2026-03-31"],
    ["2026-12-15", 1, "2027-01-15"],
    ["2026-01-15", -1, "2025-12-15"],
    ["2026-03-31", -1, "2026-02-28"],
    ["2026-06-10", 12, "2027-06-10"],
    ["2026-06-10", 0, "2026-06-10"],
    ["2026-06-10", -13, "2025-05-10"],
    ["0001-01-10", -12, "0000-01-10"],
  ])("%s and %d months is %s", (date, months, expected) => {
    expect(addMonths(localDate(date), months)).toBe(expected);
  });

  it.each([
    ["2024-02-29", 1, "2025-02-28"],
    ["2024-02-29", 4, "2028-02-29"],
    ["2010-02-28", 16, "2026-02-28"],
    ["2026-07-01", -18, "2008-07-01"],
  ])("%s and %d years is %s", (date, years, expected) => {
    expect(addYears(localDate(date), years)).toBe(expected);
  });

  it("keep the day or take the month's last, in exactly the month asked for", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const result = addMonths(date, months);
        const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
        expect(monthOf(result) - monthOf(date)).toBe(months);
        const sameDay = result.slice(8) === date.slice(8);
        const lastDay = monthOf(addDays(result, 1)) > monthOf(result);
        expect(sameDay || (lastDay && result.slice(8) < date.slice(8))).toBe(true);
      }),
    );
  });

  it("reject a fraction", () => {
    expect(() => addMonths(localDate("2026-01-01"), 0.5)).toThrow(RangeError);
    expect(() => addYears(localDate("2026-01-01"), 1.1)).toThrow(RangeError);
  });
});

describe("compare, isBefore", () => {
  it.each([
    ["2026-01-01", "2026-01-02", true],
    ["2026-01-01", "2026-01-01", false],
    ["2026-01-02", "2026-01-01", false],
    ["2025-12-31", "2026-01-01", true],
  ])("%s before %s: %s", (a, b, expected) => {
    expect(isBefore(localDate(a), localDate(b))).toBe(expected);
  });

  it("sort as instants do", () => {
    fc.assert(
      fc.property(fc.array(anyDate), (dates) => {
        const byInstant = dates.toSorted((a, b) => startOfDay(a).getTime() - startOfDay(b).getTime());
        expect(dates.toSorted(compare)).toStrictEqual(byInstant);
      }),
    );
  });
});
