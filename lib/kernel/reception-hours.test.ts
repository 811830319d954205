import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OutsideWorkingCalendarError } from "./working-days";
import { addReceptionMinutes, receptionBetween } from "./reception-hours";

/** An instant by the clock on the wall in Asia/Almaty. */
const wall = (text: string) => new Date(`${text}:00.000+05:00`);
const minutesMs = (minutes: number) => minutes * 60_000;

describe("a term in minutes of reception", () => {
  it.each([
    // 2026-11-23 is a Monday.
    ["within the morning", "2026-11-23T09:00", 15, "2026-11-23T09:15"],
    ["over when lunch begins", "2026-11-23T12:45", 15, "2026-11-23T13:00"],
    ["a minute across lunch", "2026-11-23T12:46", 15, "2026-11-23T14:31"],
    ["most of it after lunch", "2026-11-23T12:50", 15, "2026-11-23T14:35"],
    ["begun when lunch begins", "2026-11-23T13:00", 15, "2026-11-23T14:45"],
    ["begun during lunch", "2026-11-23T14:00", 15, "2026-11-23T14:45"],
    ["begun when lunch is over", "2026-11-23T14:30", 15, "2026-11-23T14:45"],
    ["begun before the doors open", "2026-11-23T08:59", 15, "2026-11-23T09:15"],
    ["over when the doors close", "2026-11-23T18:15", 15, "2026-11-23T18:30"],
    ["a minute into the next day", "2026-11-23T18:16", 15, "2026-11-24T09:01"],
    ["begun when the doors close", "2026-11-23T18:30", 15, "2026-11-24T09:15"],
    ["begun at night", "2026-11-23T23:59", 15, "2026-11-24T09:15"],
    ["from Friday evening to Saturday", "2026-11-20T18:20", 15, "2026-11-21T09:05"],
    ["over when Saturday closes", "2026-11-21T12:45", 15, "2026-11-21T13:00"],
    ["across Sunday", "2026-11-21T12:50", 15, "2026-11-23T09:05"],
    ["from Saturday afternoon", "2026-11-21T13:00", 15, "2026-11-23T09:15"],
    ["begun on Sunday", "2026-11-22T11:00", 15, "2026-11-23T09:15"],
    ["across a holiday in the week", "2026-12-15T18:20", 15, "2026-12-17T09:05"],
    ["begun on a holiday", "2026-12-16T10:00", 15, "2026-12-17T09:15"],
    ["across a holiday on Saturday, and its day off", "2026-05-08T18:20", 15, "2026-05-12T09:05"],
    ["on a Sunday that is a working day", "2025-01-05T14:20", 15, "2025-01-05T14:45"],
    ["of a whole day", "2026-11-23T09:00", 480, "2026-11-23T18:30"],
    ["of a day and a minute", "2026-11-23T09:00", 481, "2026-11-24T09:01"],
    ["of nothing", "2026-11-22T11:00", 0, "2026-11-22T11:00"],
  ])("%s", (_, start, minutes, due) => {
    expect(addReceptionMinutes(wall(start), minutes)).toEqual(wall(due));
  });

  it("takes whole minutes, none of them negative, and never guesses a holiday", () => {
    expect(() => addReceptionMinutes(wall("2026-11-23T09:00"), -1)).toThrow(RangeError);
    expect(() => addReceptionMinutes(wall("2026-11-23T09:00"), 0.5)).toThrow(RangeError);
    expect(() => addReceptionMinutes(wall("2027-12-31T18:20"), 15)).toThrow(OutsideWorkingCalendarError);
  });

  const instant = fc
    .date({ min: wall("2025-01-01T00:00"), max: wall("2027-11-30T00:00"), noInvalidDate: true })
    .map((date) => date.getTime());
  const term = fc.integer({ min: 1, max: 2_000 });

  it("has exactly its minutes of reception between start and end", () => {
    fc.assert(
      fc.property(instant, term, (start, minutes) => {
        const due = addReceptionMinutes(new Date(start), minutes);
        expect(receptionBetween(new Date(start), due)).toBe(minutesMs(minutes));
      }),
    );
  });

  it("ends as soon as they have passed: a moment earlier there was one less", () => {
    fc.assert(
      fc.property(instant, term, (start, minutes) => {
        const due = addReceptionMinutes(new Date(start), minutes);
        expect(receptionBetween(new Date(start), new Date(due.getTime() - 1))).toBe(minutesMs(minutes) - 1);
      }),
    );
  });

  it("ends no earlier for whoever comes later, and may be counted in two parts", () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 90_000_000 }), term, term, (start, wait, first, second) => {
        const [early, late] = [new Date(start), new Date(start + wait)];
        expect(addReceptionMinutes(late, first).getTime()).toBeGreaterThanOrEqual(
          addReceptionMinutes(early, first).getTime(),
        );
        expect(addReceptionMinutes(addReceptionMinutes(early, first), second)).toEqual(
          addReceptionMinutes(early, first + second),
        );
      }),
    );
  });

  it("is always over while people are received, or just when the doors close", () => {
    fc.assert(
      fc.property(instant, term, (start, minutes) => {
        const due = addReceptionMinutes(new Date(start), minutes);
        const inAlmaty = new Date(due.getTime() + 5 * 3_600_000);
        const minute = inAlmaty.getUTCHours() * 60 + inAlmaty.getUTCMinutes();
        expect((minute >= 540 && minute <= 780) || (minute >= 870 && minute <= 1_110)).toBe(true);
        expect(inAlmaty.getUTCDay() === 0 && !inAlmaty.toISOString().startsWith("2025-01-05")).toBe(false);
      }),
    );
  });
});

describe("the reception between two instants", () => {
  it("is nothing backwards, outside the hours, and at one instant", () => {
    expect(receptionBetween(wall("2026-11-23T10:00"), wall("2026-11-23T09:00"))).toBe(0);
    expect(receptionBetween(wall("2026-11-23T13:00"), wall("2026-11-23T14:30"))).toBe(0);
    expect(receptionBetween(wall("2026-11-23T10:00"), wall("2026-11-23T10:00"))).toBe(0);
  });

  it("leaves lunch, night and Sunday out", () => {
    expect(receptionBetween(wall("2026-11-21T12:00"), wall("2026-11-23T15:00"))).toBe(minutesMs(60 + 240 + 30));
  });
});
