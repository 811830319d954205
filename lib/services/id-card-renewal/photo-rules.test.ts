import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  coveredEyes,
  evenness,
  hasPhotoShape,
  headMarks,
  photoRequirements,
  shapeWithin,
  tiltMarks,
} from "./photo-rules";
import { goodFace } from "./measures-for-tests";

describe("the shape of a photo, 7:9 and at most 2 % off [S4 §3.10]", () => {
  it.each([
    [700, 900, true],
    [714, 900, true],
    [715, 900, false],
    [686, 900, true],
    [685, 900, false],
    [413, 531, true],
    [900, 1157, true],
    [1157, 1157, false],
    [1157, 900, false],
  ])("%i × %i: %s", (width, height, fits) => {
    expect(hasPhotoShape(width, height)).toBe(fits);
  });

  it("agrees with whole numbers: 50·9·w lies within 49·7·h and 51·7·h", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6000 }), fc.integer({ min: -30, max: 30 }), (width, offset) => {
        const height = Math.max(1, Math.round((width * 9) / 7) + offset);
        const [low, value, high] = [49 * 7 * height, 50 * 9 * width, 51 * 7 * height];
        expect(hasPhotoShape(width, height)).toBe(low <= value && value <= high);
      }),
    );
  });

  it("fits what a photo of 35×45 mm at 300 dpi measures", () => {
    expect(hasPhotoShape(photoRequirements.minWidth, photoRequirements.minHeight)).toBe(true);
    expect(Math.floor((35 / 25.4) * 300)).toBe(photoRequirements.minWidth);
    expect(Math.floor((45 / 25.4) * 300)).toBe(photoRequirements.minHeight);
  });
});

const sides = fc.integer({ min: 1, max: 6000 });
const percent = fc.integer({ min: 0, max: 100 });

describe("the part of a picture that has the shape of a document photo", () => {
  it("lies within the picture, touches two of its edges and has the shape", () => {
    fc.assert(
      fc.property(sides, sides, (width, height) => {
        const { left, top, width: wide, height: high } = shapeWithin(width, height);
        expect(Math.max(wide, high)).toBe(100);
        expect(left).toBeCloseTo((100 - wide) / 2);
        expect(top).toBeCloseTo((100 - high) / 2);
        expect((wide * width * 9) / (high * height * 7)).toBeCloseTo(1);
      }),
    );
  });
});

describe("how even the light is", () => {
  it("is the same from either side, and 100 where both are alike", () => {
    fc.assert(
      fc.property(percent, percent, (left, right) => {
        const even = evenness({ left, right });
        expect(even).toBe(evenness({ left: right, right: left }));
        expect(even).toBeGreaterThanOrEqual(0);
        expect(even).toBeLessThanOrEqual(100);
        if (left === right) expect(even).toBe(100);
      }),
    );
  });

  it.each([
    [65, 100, 65],
    [9, 64, 14],
    [0, 50, 0],
    [0, 0, 100],
  ])("%i and %i: %i %%", (left, right, even) => {
    expect(evenness({ left, right })).toBe(even);
  });
});

describe("what is drawn over a photo", () => {
  it("shows the smallest and the largest head around the one that was found", () => {
    const wanted = headMarks({ share: 40, chin: { x: 50, y: 70 }, crown: { x: 50, y: 30 } }).flatMap((mark) =>
      mark.shape === "line" && mark.is === "wanted" ? [mark.from.y] : [],
    );
    expect(wanted).toEqual([15, 85, 10, 90]);
  });

  it("shows the eyes' line and a level one through its middle", () => {
    expect(tiltMarks({ left: { x: 40, y: 50, radius: 3 }, right: { x: 60, y: 44, radius: 3 } })).toEqual([
      { shape: "line", is: "wrong", from: { x: 30, y: 53 }, to: { x: 70, y: 41 } },
      { shape: "line", is: "wanted", from: { x: 30, y: 47 }, to: { x: 70, y: 47 } },
    ]);
  });

  it("shows the eye that is covered, and no other", () => {
    const least = photoRequirements.leastEyeLight;
    expect(coveredEyes({ ...goodFace, openEyes: { left: least, right: least - 1 } })).toEqual([goodFace.eyes.right]);
    expect(coveredEyes({ ...goodFace, openEyes: { left: least, right: least } })).toEqual([]);
  });
});
