import { describe, expect, it } from "vitest";
import { isLocale, localeFromHeader } from "./locale";

describe("localeFromHeader", () => {
  it.each([
    [null, "kk"],
    ["", "kk"],
    ["de-DE,de;q=0.9", "kk"],
    ["ru-RU,ru;q=0.9,en;q=0.8", "ru"],
    ["en-US", "en"],
    ["de,ru;q=0.4,en;q=0.5", "en"],
    ["RU;q=0.5, KK-kz;q=0.6", "kk"],
    ["ru;q=0,en;q=0.1", "en"],
    ["ru;q=x", "ru"],
    [";;;,,,=", "kk"],
  ])("%s → %s", (header, expected) => {
    expect(localeFromHeader(header)).toBe(expected);
  });
});

describe("isLocale", () => {
  it("knows the three languages only", () => {
    expect(["kk", "ru", "en"].every(isLocale)).toBe(true);
    expect(isLocale("de")).toBe(false);
    expect(isLocale("__proto__")).toBe(false);
    expect(isLocale(undefined)).toBe(false);
  });
});
