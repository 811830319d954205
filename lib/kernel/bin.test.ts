import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binSchema, isBin } from "./bin";
import { checkDigit } from "./iin";

describe("binSchema", () => {
  it("accepts eleven digits with the check digit of an IIN, and no other twelfth digit", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{11}$/), (first11) => {
        const accepted = Array.from({ length: 10 }, (_, digit) => digit).filter((digit) =>
          isBin(first11 + String(digit)),
        );
        const check = checkDigit(first11);
        expect(accepted).toStrictEqual(check === null ? [] : [check]);
      }),
    );
  });

  it.each([
    // Two well-known public organisations: the State Corporation "Government for Citizens", "Kazpost".
    ["160440007161", []],
    ["000140002217", []],
    ["160440007160", ["bin-check-digit"]],
    ["160440007162", ["bin-check-digit"]],
    ["16044000716", ["bin-length"]],
    ["1604400071611", ["bin-length"]],
    ["160440007161 ", ["bin-length"]],
  ])("%j → %j", (text, issues) => {
    expect(binSchema.safeParse(text).error?.issues.map((issue) => issue.message) ?? []).toStrictEqual(issues);
    expect(isBin(text)).toBe(issues.length === 0);
  });
});
