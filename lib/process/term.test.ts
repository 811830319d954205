import { describe, expect, it } from "vitest";
import { spentOf } from "./term";

const wall = (text: string) => new Date(`${text}:00.000+05:00`);
const minutes = (count: number) => count * 60_000;

describe("what a task has spent of its term", () => {
  const [opened, due] = [wall("2026-11-23T12:50"), wall("2026-11-23T14:35")];
  const spentAt = (now: string) => spentOf({ receptionMinutes: 15 }, opened, due, wall(now));

  it.each([
    ["2026-11-23T12:50", 0, 15, 0, 0],
    ["2026-11-23T12:59", 9, 6, 0, 60],
    ["2026-11-23T13:00", 10, 5, 0, 66],
    ["2026-11-23T14:29", 10, 5, 0, 66],
    ["2026-11-23T14:34", 14, 1, 0, 93],
    ["2026-11-23T14:35", 15, 0, 0, 100],
    ["2026-11-23T14:36", 16, 0, 1, 107],
  ])("at %s, of minutes: lunch uses up none of them", (now, passed, left, late, percent) => {
    expect(spentAt(now)).toEqual({ passed: minutes(passed), left: minutes(left), late: minutes(late), percent });
  });

  it("is over a moment after, however few minutes that is", () => {
    expect(spentOf({ receptionMinutes: 480 }, opened, due, new Date(due.getTime() + 1)).percent).toBe(101);
    const long = spentOf({ workingDays: 2 }, opened, wall("2026-11-25T23:59"), wall("2026-11-26T00:00"));
    expect(long.percent).toBe(101);
  });

  it("of working days, and of what has no term, is spent by day and by night", () => {
    for (const term of [{ workingDays: 1 }, undefined]) {
      const spent = spentOf(term, wall("2026-11-23T12:00"), wall("2026-11-24T12:00"), wall("2026-11-23T18:00"));
      expect(spent).toEqual({ passed: minutes(360), left: minutes(1080), late: 0, percent: 25 });
    }
  });
});
