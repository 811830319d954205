import { describe, expect, it } from "vitest";
import { err, ok, type Result } from "./result";

function half(n: number): Result<number, "odd"> {
  return n % 2 === 0 ? ok(n / 2) : err("odd");
}

describe("Result", () => {
  it("carries the value of a success and the error of a failure, and nothing else", () => {
    expect(half(4)).toStrictEqual({ ok: true, value: 2 });
    expect(half(3)).toStrictEqual({ ok: false, error: "odd" });
  });
});
