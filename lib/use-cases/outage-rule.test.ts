import { describe, expect, it } from "vitest";
import { outagesAmong, type Unanswered } from "./outage-rule";

const now = new Date("2026-11-21T12:00:00Z");

function silent(database: string, firstSecondsAgo: number, lastSecondsAgo = 1): Unanswered {
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  return { database, first: ago(firstSecondsAgo), last: ago(lastSecondsAgo) };
}

describe("outagesAmong", () => {
  it("is none while all answer", () => {
    expect(outagesAmong([], now, 10)).toEqual([]);
  });

  it("begins after more than the minutes of the configuration", () => {
    expect(outagesAmong([silent("documents", 600)], now, 10)).toEqual([]);
    expect(outagesAmong([silent("documents", 601)], now, 10)).toEqual([
      { database: "documents", since: new Date("2026-11-21T11:49:59Z") },
    ]);
    expect(outagesAmong([silent("documents", 601)], now, 11)).toEqual([]);
  });

  it("says nothing about now when nobody has asked for an hour", () => {
    expect(outagesAmong([silent("documents", 9_000, 3_601)], now, 10)).toEqual([]);
    expect(outagesAmong([silent("documents", 9_000, 3_600)], now, 10)).toHaveLength(1);
  });

  it("judges each database by itself, the longest silence first", () => {
    const all = [silent("a", 700), silent("b", 800), silent("c", 300)];
    expect(outagesAmong(all, now, 10).map(({ database }) => database)).toEqual(["b", "a"]);
  });
});
