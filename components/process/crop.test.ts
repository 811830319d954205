import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { croppedSize, hasShape, placementOf, pulled, wholePicture, type Crop, type Size } from "./crop";

const frame = { width: 7, height: 9 };
const side = fc.integer({ min: 50, max: 8000 });
const picture: fc.Arbitrary<Size> = fc.record({ width: side, height: side });
const crop: fc.Arbitrary<Crop> = fc.record({
  zoom: fc.double({ min: 1, max: 5, noNaN: true }),
  x: fc.double({ min: -1, max: 1, noNaN: true }),
  y: fc.double({ min: -1, max: 1, noNaN: true }),
  turn: fc.double({ min: -20, max: 20, noNaN: true }),
});

/** Where in the picture a place of the frame lies, in shares of its width and height; the frame's middle is (0, 0). */
function inPicture(size: Size, cut: Crop, x: number, y: number) {
  const { scale, x: left, y: top, angle } = placementOf(size, frame, cut);
  const along = x * Math.cos(angle) + y * Math.sin(angle);
  const down = -x * Math.sin(angle) + y * Math.cos(angle);
  return { x: (along - left) / scale / size.width + 0.5, y: (down - top) / scale / size.height + 0.5 };
}

describe("a picture in its frame", () => {
  it("fills it to the corners, however it is cut and turned", () => {
    fc.assert(
      fc.property(picture, crop, (size, cut) => {
        for (const x of [-3.5, 3.5]) {
          for (const y of [-4.5, 4.5]) {
            const place = inPicture(size, cut, x, y);
            expect(place.x).toBeGreaterThan(-1e-6);
            expect(place.x).toBeLessThan(1 + 1e-6);
            expect(place.y).toBeGreaterThan(-1e-6);
            expect(place.y).toBeLessThan(1 + 1e-6);
          }
        }
      }),
    );
  });

  it("follows the hand that pulls it, as far as it can go", () => {
    fc.assert(
      fc.property(
        picture,
        fc.record({
          zoom: fc.constant(3),
          x: fc.constant(0),
          y: fc.constant(0),
          turn: fc.integer({ min: -20, max: 20 }),
        }),
        fc.integer({ min: -3, max: 3 }),
        fc.integer({ min: -3, max: 3 }),
        (size, cut, dx, dy) => {
          const before = inPicture(size, cut, 0, 0);
          const after = inPicture(size, pulled(size, frame, cut, dx, dy), dx, dy);
          expect(after.x).toBeCloseTo(before.x);
          expect(after.y).toBeCloseTo(before.y);
        },
      ),
    );
  });

  it("never leaves the ends, however far it is pulled", () => {
    fc.assert(
      fc.property(picture, crop, fc.integer(), fc.integer(), (size, cut, dx, dy) => {
        const { x, y } = pulled(size, frame, cut, dx, dy);
        expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([
    [{ width: 900, height: 1157 }, wholePicture, { width: 900, height: 1157 }],
    [{ width: 3000, height: 4000 }, wholePicture, { width: 1556, height: 2000 }],
    [{ width: 1157, height: 1157 }, wholePicture, { width: 900, height: 1157 }],
    [
      { width: 1157, height: 1157 },
      { ...wholePicture, zoom: 2 },
      { width: 450, height: 579 },
    ],
  ])("%j cut by %j: %j pixels", (size, cut, expected) => {
    expect(croppedSize(size, frame, cut, 2000)).toEqual(expected);
  });

  it.each([
    [{ width: 714, height: 900 }, true],
    [{ width: 715, height: 900 }, false],
    [{ width: 686, height: 900 }, true],
    [{ width: 685, height: 900 }, false],
  ])("%j has its shape: %s", (size, has) => {
    expect(hasShape(size, frame, 2)).toBe(has);
  });
});
