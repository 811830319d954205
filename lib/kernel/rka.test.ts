import { describe, expect, it } from "vitest";
import { isRka, rkaSchema } from "./rka";

describe("rkaSchema", () => {
  it.each(["0201300123456789", "0000000000000000"])("accepts %s", (text) => {
    expect(rkaSchema.parse(text)).toBe(text);
    expect(isRka(text)).toBe(true);
  });

  it.each(["020130012345678", "02013001234567890", "0201 300123456789", "0201300123456789\n", "020130012345678x", ""])(
    "rejects %j",
    (text) => {
      expect(rkaSchema.safeParse(text).error?.issues.map((issue) => issue.message)).toStrictEqual(["rka-length"]);
      expect(isRka(text)).toBe(false);
    },
  );
});
