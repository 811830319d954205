import { describe, expect, it } from "vitest";
import { outagesAmong, type Asked } from "./outage-rule";

const now = new Date("2026-11-21T12:00:00Z");

function asked(database: string, secondsAgo: number, answer = "unavailable"): Asked {
  return { database, at: new Date(now.getTime() - secondsAgo * 1000), answer };
}

describe("outagesAmong", () => {
  it("is none while nothing was asked, or all answered", () => {
    expect(outagesAmong([], now)).toEqual([]);
    expect(outagesAmong([asked("documents", 5, "found"), asked("documents", 900)], now)).toEqual([]);
  });

  it("begins after more than ten minutes of silence", () => {
    expect(outagesAmong([asked("documents", 1), asked("documents", 600)], now)).toEqual([]);
    expect(outagesAmong([asked("documents", 1), asked("documents", 601)], now)).toEqual([
      { database: "documents", since: new Date("2026-11-21T11:49:59Z") },
    ]);
  });

  it.each(["found", "not-found", "denied", "invalid-answer"])("counts from the last answer, %s", (answer) => {
    const questions = [
      asked("documents", 1),
      asked("documents", 700),
      asked("documents", 800, answer),
      asked("documents", 900),
    ];
    expect(outagesAmong(questions, now)).toEqual([{ database: "documents", since: new Date("2026-11-21T11:48:20Z") }]);
  });

  it("says nothing about now when nobody has asked for an hour", () => {
    expect(outagesAmong([asked("documents", 3601)], now)).toEqual([]);
    expect(outagesAmong([asked("documents", 3600)], now)).toHaveLength(1);
  });

  it("judges each database by itself, the longest silence first", () => {
    const questions = [
      asked("a", 1),
      asked("b", 2),
      asked("c", 3, "found"),
      asked("a", 700),
      asked("b", 800),
      asked("c", 900),
    ];
    expect(outagesAmong(questions, now).map(({ database }) => database)).toEqual(["b", "a"]);
  });
});
