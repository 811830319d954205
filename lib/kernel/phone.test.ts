import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskPhone, parsePhone, phoneSchema, spacedPhone } from "./phone";

const nine = fc.stringMatching(/^[0-9]{9}$/);

describe("parsePhone", () => {
  it.each([
    "+77010000067",
    "87010000067",
    "77010000067",
    "7010000067",
    "8 701 000 00 67",
    "+7 701 000-00-67",
    "+7 (701) 000 00 67",
    "8-701-000-00-67",
    "8 701 000 00–67",
    "8.701.000.00.67",
    "  +7\u00a0701\u00a0000\u00a000\u00a067\n",
  ])("reads %j", (text) => {
    expect(parsePhone(text)).toBe("+77010000067");
  });

  it.each([
    ["", "nothing"],
    ["+7", "a prefix alone"],
    ["8 701 000 00 6", "a digit too few"],
    ["8 701 000 00 677", "a digit too many"],
    ["+8 701 000 00 67", "a plus before 8"],
    ["+996 701 000 006", "another country"],
    ["+79160000067", "a Russian mobile number"],
    ["8 495 000 00 67", "a number that does not begin with 7"],
    ["8 701 000 00 6a", "a letter"],
    ["٨٧٠١٠٠٠٠٠٦٧", "other digits than ASCII"],
    ["8+7010000067", "a plus inside"],
  ])("rejects %j: %s", (text) => {
    expect(parsePhone(text)).toBeNull();
  });

  it("reads every way of writing a number as the same stored form, and the stored form as itself", () => {
    fc.assert(
      fc.property(
        nine,
        fc.constantFrom("+7", "8", "7", ""),
        fc.constantFrom("", " ", "-", " - "),
        (rest, prefix, gap) => {
          const written = [prefix, `7${rest.slice(0, 2)}`, rest.slice(2, 5), rest.slice(5, 7), rest.slice(7)].join(gap);
          const phone = parsePhone(written);
          expect(phone).toBe(`+77${rest}`);
          expect(parsePhone(phone ?? "")).toBe(phone);
        },
      ),
    );
  });
});

describe("phoneSchema", () => {
  it.each([
    ["+77010000067", true],
    ["+7701000006", false],
    ["+770100000677", false],
    ["+78010000067", false],
    ["87010000067", false],
    ["+7 7010000067", false],
    ["+77010000067\n", false],
  ])("%j: %s", (text, accepted) => {
    expect(phoneSchema.safeParse(text).success).toBe(accepted);
  });
});

describe("maskPhone", () => {
  it("shows the last two digits", () => {
    expect(maskPhone(phoneSchema.parse("+77010000067"))).toBe("+7 7•• ••• •• 67");
  });

  it("tells nothing about the digits before them", () => {
    fc.assert(
      fc.property(nine, nine, (a, b) => {
        const [one, other] = [`+77${a.slice(0, 7)}67`, `+77${b.slice(0, 7)}67`].map((text) => phoneSchema.parse(text));
        if (!one || !other) throw new Error("two numbers were made");
        expect(maskPhone(one)).toBe(maskPhone(other));
      }),
    );
  });
});

describe("spacedPhone", () => {
  it("keeps a number's digits together as people read them", () => {
    expect(spacedPhone(phoneSchema.parse("+77012345678"))).toBe("+7\u00a0701\u00a0234\u00a056\u00a078");
  });
});
