import { describe, expect, it } from "vitest";
import { endOf, isLive, isSeenAnew } from "./session-life";

const signedIn = new Date("2026-11-21T06:00:00Z");
const after = (ms: number) => new Date(signedIn.getTime() + ms);
const minute = 60_000;
const hour = 60 * minute;

function seen(lastSeenAt: Date, revokedAt: Date | null = null) {
  return { lastSeenAt, expiresAt: after(12 * hour), revokedAt };
}

describe("a session", () => {
  it("holds for 15 minutes of doing nothing and not at the 15th", () => {
    expect(isLive(seen(signedIn), after(15 * minute - 1))).toBe(true);
    expect(isLive(seen(signedIn), after(15 * minute))).toBe(false);
  });

  it("ends after 12 hours however busy its person is", () => {
    const busy = seen(after(12 * hour - minute));
    expect(isLive(busy, after(12 * hour - 1))).toBe(true);
    expect(isLive(busy, after(12 * hour))).toBe(false);
    expect(endOf(busy)).toEqual(after(12 * hour));
  });

  it("does not hold once revoked", () => {
    expect(isLive(seen(signedIn, after(1)), after(2))).toBe(false);
  });

  it("notes a visit at most once a minute", () => {
    expect(isSeenAnew(seen(signedIn), after(minute - 1))).toBe(false);
    expect(isSeenAnew(seen(signedIn), after(minute))).toBe(true);
  });
});
