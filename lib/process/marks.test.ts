import fc from "fast-check";
import { expect, it } from "vitest";
import { marked, marksIn, type Mark } from "./marks";

const number = fc.double({ min: -50, max: 150, noNaN: true }).map((value) => Math.round(value * 10) / 10 + 0);
const is = fc.constantFrom("wrong" as const, "wanted" as const);
const place = fc.record({ x: number, y: number });
const mark: fc.Arbitrary<Mark> = fc.oneof(
  fc.record({ shape: fc.constant("area" as const), is, left: number, top: number, width: number, height: number }),
  fc.record({ shape: fc.constant("line" as const), is, from: place, to: place }),
  fc.record({ shape: fc.constant("disc" as const), is, x: number, y: number, radius: number }),
);

it("gives back the marks that it was given", () => {
  fc.assert(
    fc.property(fc.array(mark), (marks) => {
      expect(marksIn(marked(marks))).toEqual(marks);
    }),
  );
});

it("adds nothing where there is nothing to draw, and reads nothing out of what it does not know", () => {
  expect(marked([])).toEqual({});
  for (const marks of ["", "null", "{", "[1]", '[{"shape":"arc"}]']) expect(marksIn({ marks })).toEqual([]);
  expect(marksIn({})).toEqual([]);
});
