import { describe, expect, it } from "vitest";
import { regionCodes, regionCodeSchema } from "./kato";

describe("regionCodes", () => {
  it("has the 17 regions and 3 cities of republican significance, each once, in ascending order", () => {
    expect(regionCodes).toHaveLength(20);
    expect([...new Set(regionCodes)].sort()).toStrictEqual([...regionCodes]);
  });

  it.each(["10", "62", "71", "79"])("accepts %s", (code) => {
    expect(regionCodeSchema.parse(code)).toBe(code);
  });

  it.each(["09", "51", "60", "64", "80", "7", "710", "710000000", ""])("rejects %j", (code) => {
    expect(regionCodeSchema.safeParse(code).success).toBe(false);
  });
});
