import { describe, expect, it } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import { declareRegistration } from "./declare";
import { judgeStay } from "./period";
import { periodOf } from "./situation";

const today = localDate("2026-11-21");
const judge = (from: string, to: string) => judgeStay({ from: localDate(from), to: localDate(to) }, today);

describe("a stay that can be registered", () => {
  it.each([
    ["2026-11-21", "2026-12-19", "too-short"],
    ["2026-11-21", "2026-12-20", "inside"],
    ["2026-11-21", "2027-11-20", "inside"],
    ["2026-11-21", "2027-11-21", "too-long"],
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

describe("the days on which somebody will be there", () => {
  const stay = { period: { from: "2026-12-01", to: "2026-12-31" } };

  it.each([
    ["2026-11-21", "2026-12-01"],
    ["2026-12-01", "2026-12-01"],
    // GBD FL was silent, or an owner took their time: nobody is registered for days that are past.
    ["2026-12-02", "2026-12-02"],
    ["2027-01-05", "2026-12-31"],
  ])("asked on %s a stay begins on %s", (day, from) => {
    expect(periodOf({ answers: stay, today: localDate(day) })).toEqual({ from, to: "2026-12-31" });
  });

  it("begin today, and do not end, for whoever comes for good", () => {
    expect(periodOf({ answers: {}, today })).toEqual({ from: today });
  });
});

describe("when it is signed, and when the place is taken", () => {
  it.each(["permanent", "temporary"] as const)("all that may have changed is judged again: %s", (kind) => {
    const { stages } = declareRegistration({ id: "any", kind, examples: [] });
    const signature = stages.find((stage) => stage.kind === "signature");
    if (!signature) throw new Error("nothing is signed");
    const before = stages.slice(0, stages.indexOf(signature)).filter((stage) => stage.kind === "check");
    const once = before.map(({ id }) => id).filter((id) => !signature.rechecks.includes(id));
    // Access is asked for with every question, nobody grows younger, and the norm is compared again when the place is taken.
    expect(once).toEqual(["access", "age", "residence-until-now", "owns-a-dwelling", "norm"]);
    const place = stages.find((stage) => stage.kind === "place");
    expect(place?.rechecks).toEqual([
      "person",
      "capacity",
      "kinship-confirmed",
      "study-confirmed",
      "owners-unchanged",
      "children-still",
    ]);
  });
});
