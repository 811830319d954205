import { describe, expect, it } from "vitest";
import { found, type Answer } from "./answer";

/** What a caller that forgot a kind could not compile. */
function told(answer: Answer<number>): string {
  switch (answer.kind) {
    case "found":
      return `answered ${String(answer.value)}`;
    case "not-found":
      return "answered";
    case "denied":
      return "answered";
    case "unavailable":
      return "silent";
    case "invalid-answer":
      return "silent";
  }
}

describe("Answer", () => {
  it("found carries the value", () => {
    expect(found(7)).toStrictEqual({ kind: "found", value: 7 });
    expect(told(found(7))).toBe("answered 7");
  });

  it("tells a record that does not exist from a database that did not answer", () => {
    expect(told({ kind: "not-found" })).not.toBe(told({ kind: "unavailable" }));
  });
});
