import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { addDays, localDate, startOfDay } from "@/lib/kernel/local-date";
import { endOfLink, linkStanding, linkTerms, termsFor } from "./link-rules";

const noon = new Date("2026-11-21T12:00:00+05:00");
const hours = (count: number) => new Date(noon.getTime() + count * 3_600_000);
const lastDay = localDate("2026-12-01");
const endOfPaper = new Date("2026-12-02T00:00:00+05:00");

describe("the end of a link", () => {
  it("is so long after it was made, and never after the paper's last day", () => {
    expect(endOfLink("hour", lastDay, noon)).toEqual(hours(1));
    expect(endOfLink("week", lastDay, noon)).toEqual(hours(168));
    expect(endOfLink("month", lastDay, noon)).toEqual(endOfPaper);
    expect(endOfLink("whole", lastDay, noon)).toEqual(endOfPaper);
  });

  it("is the wished one to the last moment at which the paper outlives it", () => {
    const anHourBefore = new Date(endOfPaper.getTime() - 3_600_000);
    expect(endOfLink("hour", lastDay, anHourBefore)).toEqual(endOfPaper);
    expect(endOfLink("hour", lastDay, new Date(anHourBefore.getTime() + 1))).toEqual(endOfPaper);
    expect(endOfLink("hour", lastDay, new Date(endOfPaper.getTime() - 1))).toEqual(endOfPaper);
    expect(endOfLink("hour", lastDay, endOfPaper)).toBeNull();
  });

  it("is a month at most where the paper stays good", () => {
    expect(endOfLink("month", null, noon)).toEqual(hours(720));
    expect(endOfLink("whole", null, noon)).toBeNull();
  });

  it("lies after now and not after the paper, whatever is chosen and whenever", () => {
    fc.assert(
      fc.property(fc.constantFrom(...linkTerms), fc.integer({ min: -20, max: 400 }), (term, days) => {
        const validUntil = addDays(localDate("2026-11-21"), days);
        const end = endOfLink(term, validUntil, noon);
        if (end === null) return days < 0;
        return end > noon && end <= startOfDay(addDays(validUntil, 1));
      }),
    );
  });
});

describe("the terms to choose from", () => {
  it("are those that the paper outlives, and its own time for the rest", () => {
    expect(termsFor(lastDay, noon)).toEqual(["hour", "day", "three-days", "week", "whole"]);
    expect(termsFor(lastDay, new Date(endOfPaper.getTime() - 3_600_000))).toEqual(["hour", "whole"]);
    expect(termsFor(lastDay, new Date(endOfPaper.getTime() - 3_599_999))).toEqual(["whole"]);
    expect(termsFor(lastDay, endOfPaper)).toEqual([]);
  });

  it("are all of them where the paper stays good, but no whole of what has no end", () => {
    expect(termsFor(null, noon)).toEqual(["hour", "day", "three-days", "week", "month"]);
    expect(termsFor(localDate("2027-11-21"), noon)).toEqual(["hour", "day", "three-days", "week", "month"]);
  });

  it("all lead to an end", () => {
    for (const term of termsFor(lastDay, noon)) expect(endOfLink(term, lastDay, noon)).not.toBeNull();
  });
});

it("opens to the last moment before its end, and never once it was revoked", () => {
  const endsAt = hours(1);
  expect(linkStanding({ endsAt, revokedAt: null }, new Date(endsAt.getTime() - 1))).toBe("open");
  expect(linkStanding({ endsAt, revokedAt: null }, endsAt)).toBe("ended");
  expect(linkStanding({ endsAt, revokedAt: noon }, noon)).toBe("revoked");
  expect(linkStanding({ endsAt, revokedAt: noon }, hours(2))).toBe("revoked");
});
