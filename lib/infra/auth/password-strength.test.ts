import { describe, expect, it } from "vitest";
import { weaknessOf } from "./password-strength";

const iin = "940416412502";

describe("a password", () => {
  it.each([
    ["жаңа қақпа күзде ашылды", null],
    ["Demo-Portal-2026", null],
    ["correct horse battery", null],
    ["fourteen-chars", "too-short"],
    ["fifteen--chars!", null],
    ["ab1".repeat(70), "too-long"],
    ["passwordpassword1", "common"],
    ["qwertyuiop12345", "common"],
    ["йцукенгшщзхъ123456", "common"],
    ["aaaaaaaaaaaaaaaa", "common"],
    ["abcabcabcabcabcabc", "common"],
    ["Kazakhstan-2026!", "common"],
    [`my number ${iin}`, "own-iin"],
  ])("%s: %s", (password, expected) => {
    expect(weaknessOf(password, iin)).toBe(expected);
  });

  it.each([
    ["160440007161 abc", "common"],
    ["abc-160440007161-160440007161", "common"],
    ["160440007161 күзде ашылды", null],
    ["жаңа қақпа күзде ашылды", null],
  ])("of an entity's account is judged without its BIN: %s, %s", (password, expected) => {
    expect(weaknessOf(password, iin, "160440007161")).toBe(expected);
  });
});
