import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { same } from "./same";

describe("the same value", () => {
  it("is the same whatever the order of its keys", () => {
    expect(same({ a: 1, b: { c: [1, 2], d: null } }, { b: { d: null, c: [1, 2] }, a: 1 })).toBe(true);
  });

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 1]],
    [[], {}],
    [{}, null],
    [{ a: null }, {}],
    ["1", 1],
    [undefined, {}],
    [{ constructor: 1 }, {}],
  ])("is not: %o and %o", (a, b) => {
    expect(same(a, b)).toBe(false);
    expect(same(b, a)).toBe(false);
  });

  it("has no key where there is no value", () => {
    expect(same({ a: undefined }, {})).toBe(true);
  });

  it("survives being written as JSON and read again", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(same(value, JSON.parse(JSON.stringify(value)))).toBe(true);
      }),
    );
  });
});
