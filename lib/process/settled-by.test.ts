import { describe, expect, it } from "vitest";
import { z } from "zod";
import { localDate } from "@/lib/kernel/local-date";
import { judge } from "./advance";
import { start } from "./decide";
import type { Answers, Known } from "./facts";
import type { CheckStage } from "./stages";
import { evolve, nothing } from "./state";
import { check, declare } from "./testing/synthetic-services";

const silent = { kind: "unavailable" } as const;
const answer = (isFine: boolean) => ({ kind: "found", value: { isFine } }) as const;

function isFine(fact: Known<unknown> | undefined): boolean {
  return fact?.kind === "found" && z.object({ isFine: z.boolean() }).parse(fact.value).isFine;
}

/** Either of two databases is enough. */
const either: CheckStage = check("either", ["first", "second"], {
  settledBy: (facts) => {
    const by = ["first", "second"].find((name) => isFine(facts[name]));
    return by === undefined ? null : { by };
  },
});
const service = declare("either", [
  either,
  { clause: "none", kind: "signature", id: "signature", methods: ["eds"], rechecks: [] },
]);

function judged(facts: Answers): unknown {
  const now = new Date("2026-03-02T05:00:00Z");
  const state = start(service, { id: "a", number: "1", applicant: "applicant" }, now).reduce(evolve, nothing);
  const [event] = judge(service, state, [either], facts, localDate("2026-03-02"));
  return event?.type === "check-passed" ? event.evidence : event?.type;
}

describe("a check that one of its databases can settle", () => {
  it("passes by what one has said while the other is silent", () => {
    expect(judged({ first: answer(true), second: silent })).toEqual({ by: "first" });
    expect(judged({ first: silent, second: answer(true) })).toEqual({ by: "second" });
  });

  it("waits where one says no and the other is silent, or both are", () => {
    expect(judged({ first: answer(false), second: silent })).toBe("check-unanswered");
    expect(judged({ first: silent, second: answer(false) })).toBe("check-unanswered");
    expect(judged({ first: silent, second: silent })).toBe("check-unanswered");
  });

  it("refuses when both have spoken, and neither for it", () => {
    expect(judged({ first: answer(false), second: answer(false) })).toBe("check-refused");
  });
});
