import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDigit, iinSchema, isIin } from "./iin";

/**
 * The same rule told another way: running sums instead of weight tables. Adding every suffix sum of the digits weighs digit i by i;
 * the second pass weighs digit i by i+2, taken modulo 11 with 11 ≡ 0, so it is the first pass plus twice the digit sum.
 */
function oracle(first11: string): number | null {
  let suffix = 0;
  let weighted = 0;
  for (const digit of Array.from(first11).reverse()) {
    suffix += digit.charCodeAt(0) - 48;
    weighted += suffix;
  }
  for (const candidate of [weighted, weighted + 2 * suffix]) {
    if (candidate % 11 !== 10) return candidate % 11;
  }
  return null;
}

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(""));

const eleven = digits(11);

/** The smallest eleven-digit text whose first pass is 10 and whose second is as asked. */
function search(wanted: (check: number | null) => boolean): string {
  for (let n = 0; n < 100_000; n += 1) {
    const text = String(n).padStart(11, "0");
    const firstPass = Array.from(text).reduce((sum, digit, index) => sum + Number(digit) * (index + 1), 0) % 11;
    if (firstPass === 10 && wanted(oracle(text))) return text;
  }
  throw new Error("none found");
}

describe("checkDigit", () => {
  it("agrees with an independent calculation", () => {
    fc.assert(
      fc.property(eleven, (first11) => {
        expect(checkDigit(first11)).toBe(oracle(first11));
      }),
      { numRuns: 2_000 },
    );
  });

  it("goes to the second pass when the first gives 10", () => {
    const text = search((check) => check !== null);
    expect(checkDigit(text)).toBe(oracle(text));
    expect(isIin(text + String(oracle(text)))).toBe(true);
  });

  it("is null when both passes give 10, and no twelfth digit then makes an IIN", () => {
    const text = search((check) => check === null);
    expect(checkDigit(text)).toBeNull();
    for (let digit = 0; digit <= 9; digit += 1) expect(isIin(text + String(digit))).toBe(false);
  });

  it.each(["", "9001013000", "900101300007", "9001013000a", " 0010130000", "９0010130000"])(
    "is null for what is not eleven ASCII digits: %j",
    (text) => {
      expect(checkDigit(text)).toBeNull();
    },
  );
});

describe("iinSchema", () => {
  it.each(["900101300007", "850515400012", "050612500029"])("accepts %s", (text) => {
    expect(iinSchema.parse(text)).toBe(text);
    expect(isIin(text)).toBe(true);
  });

  it("accepts exactly one twelfth digit, or none", () => {
    fc.assert(
      fc.property(eleven, (first11) => {
        const accepted = Array.from({ length: 10 }, (_, digit) => digit).filter((digit) =>
          isIin(first11 + String(digit)),
        );
        const check = oracle(first11);
        expect(accepted).toStrictEqual(check === null ? [] : [check]);
      }),
    );
  });

  it.each([
    ["eleven digits", "90010130000"],
    ["thirteen digits", "9001013000077"],
    ["a space inside", "900101 300007"],
    ["a space before", " 900101300007"],
    ["a line break after", "900101300007\n"],
    ["other digits than ASCII", "９00101300007"],
    ["Arabic digits", "٩٠٠١٠١٣٠٠٠٠٧"],
    ["nothing", ""],
  ])("rejects %s for its length alone, and corrects nothing", (_, text) => {
    expect(iinSchema.safeParse(text).error?.issues.map((issue) => issue.message)).toStrictEqual(["iin-length"]);
    expect(isIin(text)).toBe(false);
  });

  it.each(["900101300006", "900101300008"])("rejects %s for its check digit", (text) => {
    expect(iinSchema.safeParse(text).error?.issues.map((issue) => issue.message)).toStrictEqual(["iin-check-digit"]);
  });

  it("has no opinion about the date part or the century digit [decree 853]", () => {
    for (const first11 of ["99139990000", "00000000000", "90023130000", "90010190000"]) {
      const check = oracle(first11);
      if (check === null) throw new Error("pick another example");
      expect(isIin(first11 + String(check))).toBe(true);
    }
  });

  it("never repeats the number in its error", () => {
    expect(JSON.stringify(iinSchema.safeParse("900101300008").error)).not.toContain("900101300008");
  });
});
