import { describe, expect, it } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import { judgeStay } from "./period";

const today = localDate("2026-11-21");
const judge = (from: string, to: string) => judgeStay({ from: localDate(from), to: localDate(to) }, today);

describe("a stay that can be registered", () => {
  it.each([
    ["2026-11-21", "2026-12-19", "too-short"],
    ["2026-11-21", "2026-12-20", "inside"],
    ["2026-11-21", "2027-11-21", "inside"],
    ["2026-11-21", "2027-11-22", "too-long"],
    ["2026-11-21", "2027-12-21", "too-long"],
    ["2026-12-01", "2026-12-30", "too-short"],
    ["2026-12-01", "2026-12-31", "inside"],
    ["2026-12-10", "2026-12-01", "too-short"],
  ])("from %s to %s is %s: both days are part of it", (from, to, verdict) => {
    expect(judge(from, to)).toBe(verdict);
  });

  it.each([
    ["2026-11-20", "starts-elsewhen"],
    ["2026-11-21", "inside"],
    ["2026-12-21", "inside"],
    ["2026-12-22", "starts-elsewhen"],
  ])("begins on %s: %s", (from, verdict) => {
    expect(judge(from, "2027-06-01")).toBe(verdict);
  });
});
