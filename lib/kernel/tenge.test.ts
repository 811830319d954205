import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mrpShare, tenge, tengeSchema } from "./tenge";

describe("tenge", () => {
  it.each([0, 1, 3932, Number.MAX_SAFE_INTEGER])("accepts %d", (amount) => {
    expect(tenge(amount)).toBe(amount);
    expect(tengeSchema.parse(amount)).toBe(amount);
  });

  it.each([-1, 0.5, -0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1])(
    "rejects %d",
    (amount) => {
      expect(() => tenge(amount)).toThrow(RangeError);
      expect(tengeSchema.safeParse(amount).success).toBe(false);
    },
  );
});

describe("mrpShare", () => {
  it.each([
    [3932, "0.2", 786], // 786.4
    [4325, "0.2", 865], // exactly
    [4324, "0.2", 864], // 864.8
    [4326, "0.2", 865], // 865.2
    [3932, "0", 0],
    [3932, "1", 3932],
    [3932, "0.20", 786],
    [3932, "1.25", 4915],
    [0, "0.2", 0],
    [4, "0.2", 0],
    [5, "0.2", 1],
    // In floating point these lose a tenge: 0.29 * 100 is 28.999999999999996, 1.15 * 100 is 114.99999999999999.
    [100, "0.29", 29],
    [100, "1.15", 115],
  ])("of %d ₸, %s is %d ₸", (mrp, share, expected) => {
    expect(mrpShare(tenge(mrp), share)).toBe(expected);
  });

  it("is the greatest whole amount that does not exceed the share", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 99_999 }), (mrp, thousandths) => {
        const share = `${String(Math.floor(thousandths / 1000))}.${String(thousandths % 1000).padStart(3, "0")}`;
        const amount = mrpShare(tenge(mrp), share);
        expect(amount * 1000).toBeLessThanOrEqual(mrp * thousandths);
        expect((amount + 1) * 1000).toBeGreaterThan(mrp * thousandths);
      }),
    );
  });

  it.each(["", ".", ".2", "0.", "-0.2", "+0.2", "0,2", "1/5", "2e-1", " 0.2", "0.2\n", "NaN"])(
    "rejects the share %j",
    (share) => {
      expect(() => mrpShare(tenge(3932), share)).toThrow(RangeError);
    },
  );

  it("rejects a result too large to be exact", () => {
    expect(mrpShare(tenge(Number.MAX_SAFE_INTEGER), "1")).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => mrpShare(tenge(Number.MAX_SAFE_INTEGER), "1.001")).toThrow(RangeError);
  });
});
