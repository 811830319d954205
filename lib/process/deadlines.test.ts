import { expect, it } from "vitest";
import { secondsToAskAgain } from "./deadlines";

const minute = 60;

it.each([
  [-5, 5],
  [0, 5],
  [5, 10],
  [15, 20],
  [35, 40],
  [74.9, 79.9],
  [75, minute],
  [4 * minute, minute],
  [4.4 * minute, 1.1 * minute],
  [15 * minute, 3.75 * minute],
  [119 * minute, 29.75 * minute],
  [120 * minute, 30 * minute],
  [10 * 24 * 60 * minute, 30 * minute],
])("after %d seconds of waiting a database is asked again in %d", (waited, seconds) => {
  expect(secondsToAskAgain(waited)).toBeCloseTo(seconds);
});

/** The seconds at which a database that never answers is asked. */
function askedWithin(seconds: number): number[] {
  const asked: number[] = [];
  for (let at = secondsToAskAgain(0); at <= seconds; at += secondsToAskAgain(at)) asked.push(Math.round(at));
  return asked;
}

it("asks five times in the first minute and a half, and rarely enough for an access log that people read", () => {
  expect(askedWithin(90)).toEqual([5, 15, 35, 75]);
  expect(askedWithin(15 * minute)).toHaveLength(12);
  expect(askedWithin(24 * 60 * minute).length).toBeLessThan(80);
});
