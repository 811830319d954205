import { expect, it } from "vitest";
import { minutesToAskAgain } from "./deadlines";

it.each([
  [-5, 1],
  [0, 1],
  [4, 1],
  [4.4, 1.1],
  [15, 3.75],
  [119, 29.75],
  [120, 30],
  [10 * 24 * 60, 30],
])("after %d minutes of waiting a database is asked again in %d", (waited, minutes) => {
  expect(minutesToAskAgain(waited)).toBeCloseTo(minutes);
});
