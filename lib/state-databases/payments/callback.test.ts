import { describe, expect, test } from "vitest";
import { callbackSchema, isSignedCallback, signCallback } from "./callback";

const key = "a key";
const at = new Date("2026-11-21T05:00:00.500Z");
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);
const body = '{"invoice":"R-1","state":"paid","tenge":786,"message":"1"}';
const header = signCallback(body, key, at);

describe("a callback's signature", () => {
  test("holds for these bytes, this key and five minutes", () => {
    expect(isSignedCallback(body, header, key, at)).toBe(true);
    expect(isSignedCallback(body, header, key, later(300))).toBe(true);
    expect(isSignedCallback(body, header, key, later(-300))).toBe(true);
  });

  test("is a known value, so that a provider can make it as well", () => {
    expect(signCallback("{}", "key", new Date(1_700_000_000_000))).toBe(
      "t=1700000000,v1=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae",
    );
  });

  test.each([
    ["other bytes", body.replace("786", "787"), header, key, at],
    ["a space more", `${body} `, header, key, at],
    ["another key", body, header, "another key", at],
    ["another second", body, header.replace(/^t=\d/, "t=9"), key, at],
    ["too late", body, header, key, later(301)],
    ["too early", body, header, key, later(-301)],
    ["nothing", body, null, key, at],
    ["no signature", body, "t=1795237200", key, at],
    ["capitals", body, header.toUpperCase(), key, at],
    ["more after it", body, `${header},v1=00`, key, at],
  ])("does not hold with %s", (_, text, signature, secret, now) => {
    expect(isSignedCallback(text, signature, secret, now)).toBe(false);
  });
});

test("a callback says what it must and nothing else", () => {
  const good: unknown = JSON.parse(body);
  expect(callbackSchema.safeParse(good).success).toBe(true);
  for (const bad of [
    { tenge: 1.5 },
    { tenge: -1 },
    { tenge: "786" },
    { state: "given" },
    { invoice: "" },
    { extra: 1 },
  ]) {
    expect(callbackSchema.safeParse({ ...(good as object), ...bad }).success, JSON.stringify(bad)).toBe(false);
  }
});
