import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitted, lengthOf } from "./strokes";

const frame = { width: 1200, height: 400 };
const margin = 40;
const place = fc.record({ x: fc.integer({ min: -2000, max: 3000 }), y: fc.integer({ min: -2000, max: 3000 }) });
const strokes = fc.array(fc.array(place, { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 6 });

describe("a signature drawn by hand", () => {
  it("lies within the margins of its frame, wherever it was drawn", () => {
    fc.assert(
      fc.property(strokes, (drawn) => {
        for (const { x, y } of fitted(drawn, frame, margin).flat()) {
          expect(x).toBeGreaterThanOrEqual(margin - 1e-6);
          expect(x).toBeLessThanOrEqual(frame.width - margin + 1e-6);
          expect(y).toBeGreaterThanOrEqual(margin - 1e-6);
          expect(y).toBeLessThanOrEqual(frame.height - margin + 1e-6);
        }
      }),
    );
  });

  it("stays as it is where it fits", () => {
    const inside = fc.record({ x: fc.integer({ min: 40, max: 1160 }), y: fc.integer({ min: 40, max: 360 }) });
    fc.assert(
      fc.property(fc.array(fc.array(inside, { minLength: 1 }), { minLength: 1 }), (drawn) => {
        const same = fitted(drawn, frame, margin);
        same.flat().forEach(({ x, y }, index) => {
          expect(x).toBeCloseTo(drawn.flat()[index]?.x ?? NaN);
          expect(y).toBeCloseTo(drawn.flat()[index]?.y ?? NaN);
        });
      }),
    );
  });

  it("has a length, and a dot has none", () => {
    expect(
      lengthOf([
        [
          { x: 0, y: 0 },
          { x: 3, y: 4 },
        ],
        [{ x: 9, y: 9 }],
      ]),
    ).toBe(5);
    expect(lengthOf([])).toBe(0);
    expect(fitted([], frame, margin)).toEqual([]);
  });
});
