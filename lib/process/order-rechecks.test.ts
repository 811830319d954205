import { describe, expect, it } from "vitest";
import { found } from "@/lib/kernel/answer";
import { defineService } from "./define-service";
import type { Answers } from "./facts";
import { currentStage } from "./position";
import type { OrderStage } from "./stages";
import { applicant, application, fine, known, monday, portal, signature, today } from "./testing/led-application";
import { check, declare, step } from "./testing/synthetic-services";

const waiting = () => Promise.resolve(found({ kind: "waiting" as const }));
const entry: OrderStage = {
  clause: "none",
  kind: "order",
  id: "entry",
  database: "documents",
  place: waiting,
  find: waiting,
  rechecks: ["unchanged", "fit"],
};

const service = declare("checked-order", [
  step("first"),
  signature,
  check("unchanged", ["first"], { returnsTo: "first" }),
  check("fit", ["second"], { returnsTo: "first" }),
  entry,
]);

/** Up to the order, which is under way. */
function ordered() {
  const one = application(service);
  one.save("first", "yes");
  one.act(one.sign(), applicant);
  one.judge();
  one.judge();
  if (one.state().stages["entry"]?.status !== "open") throw new Error("not at the order");
  const notMade = (facts: Answers) =>
    one.act({ type: "answer-order", stage: "entry", answer: { kind: "not-made", facts } }, portal);
  return { ...one, notMade };
}

describe("an order whose checks are judged again", () => {
  it("goes back with everything since when one of them refuses, and is under way no more", () => {
    const one = ordered();
    expect(one.notMade({ first: known(true), second: known(false) })).toEqual([
      "check-passed",
      "check-refused",
      "returned-to",
    ]);
    const state = one.state();
    expect(currentStage(service, state, today)?.id).toBe("first");
    expect(state.stages).not.toHaveProperty("entry");
    expect(state.stages).not.toHaveProperty("signature");
    expect(state.outcome).toBeNull();
  });

  it("is placed anew when what it rests on is signed again", () => {
    const one = ordered();
    one.notMade({ first: known(false) });
    one.save("first", "yes", "again");
    expect(one.act(one.sign(), applicant)).toContain("document-signed");
    one.judge();
    one.judge();
    expect(one.state().stages["entry"]?.status).toBe("open");
  });

  it("stays where it is while a database is silent, or when nothing refuses", () => {
    const one = ordered();
    expect(one.notMade({ first: { kind: "unavailable" }, second: known(true) })).toEqual([]);
    expect(one.notMade({ first: known(true), second: { kind: "denied" } })).toEqual([]);
    expect(one.notMade(fine)).toEqual([]);
    expect(one.state().stages["entry"]?.status).toBe("open");
  });

  it("is not taken back by a check once it is confirmed", () => {
    const one = ordered();
    one.act({ type: "answer-order", stage: "entry", answer: { kind: "confirmed", result: {} } }, portal);
    const facts = { first: known(false), second: known(true) };
    const late = { type: "answer-order", stage: "entry", answer: { kind: "not-made", facts } } as const;
    expect(one.attempt(late, portal, monday).ok).toBe(false);
  });

  it("names checks that stand before it, and can tell whether it is made", () => {
    const { find, ...blind } = entry;
    expect(find).toBeDefined();
    const withEntry = (stage: OrderStage) => () =>
      defineService({ ...service, stages: [...service.stages.slice(0, -1), stage] });
    expect(withEntry(blind)).toThrow(/without knowing whether it is made/);
    expect(withEntry({ ...entry, rechecks: ["nowhere"] })).toThrow(/names "nowhere"/);
    expect(withEntry(entry)).not.toThrow();
  });
});
