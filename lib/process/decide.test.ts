import { describe, expect, it } from "vitest";
import { savableSteps } from "./available";
import type { Command } from "./commands";
import { currentStage, phaseOf, waitingFor } from "./position";
import type { Stage } from "./stages";
import {
  applicant,
  application,
  consent,
  decision,
  inReview,
  known,
  officer,
  owner,
  portal,
  readyToSign,
  refusalOf,
  signature,
  signed,
  today,
} from "./testing/led-application";
import { check, declare, everyKind, step } from "./testing/synthetic-services";

describe("an application from its start to its end", () => {
  it("passes every stage in order, and is granted after the last", () => {
    const one = inReview();
    for (const role of ["security", "tax", "defence"]) one.act(decision(role), officer(role));
    one.act({ type: "answer-order", stage: "production", answer: { kind: "confirmed", result: {} } }, portal);
    expect(phaseOf(everyKind, one.state(), today)).toBe("ready");
    const last = one.act({ type: "hand-over", stage: "handover", role: "clerk", proof: " coupon " }, officer("clerk"));
    expect(last).toEqual(["handed-over", "application-granted"]);
    expect(one.state().outcome).toMatchObject({ kind: "granted", reason: null });
    expect(waitingFor(everyKind, one.state(), today).party).toBe("nobody");
  });

  it("is in a phase, and waits for somebody, all along", () => {
    const draft = application(everyKind).state();
    expect(phaseOf(everyKind, draft, today)).toBe("draft");
    expect(waitingFor(everyKind, draft, today)).toEqual({ party: "applicant", stage: "first", dueAt: null });
    const asked = signed().state();
    expect(phaseOf(everyKind, asked, today)).toBe("awaiting-consent");
    // Three working days from Monday: Thursday, to its end in Asia/Almaty.
    expect(waitingFor(everyKind, asked, today)).toMatchObject({ party: "owner", dueAt: "2026-03-05T18:59:59.999Z" });
    expect(phaseOf(everyKind, inReview().state(), today)).toBe("in-review");
  });
});

describe("checks", () => {
  it("are told apart: unanswered is not refused, and is told once", () => {
    const one = application(everyKind);
    one.save("first", "yes");
    expect(one.judge({ first: known(true), second: { kind: "unavailable" } })).toEqual([
      "check-passed",
      "check-unanswered",
    ]);
    expect(one.state().stages["other-fact"]).toMatchObject({ status: "unanswered", databases: ["documents"] });
    expect(one.judge({ first: known(true), second: { kind: "invalid-answer" } })).toEqual([]);
    expect(one.state().outcome).toBeNull();
    expect(one.judge()).toEqual(["check-passed"]);
  });

  it("refuse nobody who has signed because KDP has since shut a database", () => {
    const draft = application(everyKind);
    draft.save("first", "yes");
    expect(draft.judge({ first: { kind: "denied" }, second: known(true) })).toContain("application-refused");

    const one = signed();
    for (const by of ["owner-1", "owner-2"]) one.act(consent(by), owner(by));
    expect(one.judge({ first: { kind: "denied" } })).toEqual(["check-unanswered"]);
    expect(one.state().outcome).toBeNull();
    expect(one.judge()).toContain("check-passed");
  });

  it("are unanswered when a fact is missing altogether", () => {
    const one = application(everyKind);
    one.save("first", "yes");
    expect(one.judge({})).toEqual(["check-unanswered", "check-unanswered"]);
  });

  it("of a group are all judged before the application ends", () => {
    const one = application(everyKind);
    one.save("first", "yes");
    const bad = { first: known(false), second: known(true) };
    expect(one.judge(bad)).toEqual(["check-refused", "check-refused", "application-refused"]);
    expect(one.state().outcome).toMatchObject({ kind: "refused", stage: "fact", reason: "not-fine" });
  });

  it("end the application when one of them cannot be mended, even if an earlier one can", () => {
    const group = "g";
    const service = declare("mixed", [
      step("first"),
      check("mendable", ["first"], { group, returnsTo: "first" }),
      check("final", ["second"], { group }),
      signature,
    ]);
    const one = application(service);
    one.save("first", "yes");
    const events = one.judge({ first: known(false), second: known(false) });
    expect(events).toEqual(["check-refused", "check-refused", "application-refused"]);
    expect(one.state().outcome?.stage).toBe("final");
  });

  it("go back to the earliest of the steps that they name", () => {
    const group = "g";
    const service = declare("two-steps", [
      step("first"),
      step("second"),
      check("of-second", ["first"], { group, returnsTo: "second" }),
      check("of-first", ["second"], { group, returnsTo: "first" }),
      signature,
    ]);
    const one = application(service);
    one.save("first", "yes");
    one.save("second", "yes");
    one.judge({ first: known(false), second: known(false) });
    expect(currentStage(service, one.state(), today)?.id).toBe("first");
  });

  it("of two groups that stand side by side are judged one group after the other", () => {
    const service = declare("two-groups", [
      check("one", ["first"], { group: "g" }),
      check("two", ["first"], { group: "h" }),
      signature,
    ]);
    const one = application(service);
    expect(one.judge({ first: known(false) })).toEqual(["check-refused", "application-refused"]);
    expect(one.state().stages["two"]).toBeUndefined();
  });

  it("of a group that stands on both sides of a step are not declared together", () => {
    const stages: Stage[] = [
      step("first"),
      check("before", [], { group: "g" }),
      step("second"),
      check("after", [], { group: "g" }),
      signature,
    ];
    expect(() => declare("split", stages)).toThrow("do not stand together");
  });
});

describe("the signature", () => {
  it("is refused by a database's silence, and nothing has changed", () => {
    const one = readyToSign();
    expect(one.attempt(one.sign({ first: { kind: "unavailable" } }), applicant)).toEqual({
      ok: false,
      error: { kind: "unanswered", databases: ["individuals"] },
    });
  });

  it("is not given when a check fails at that moment: the application ends", () => {
    const one = readyToSign();
    expect(one.act(one.sign({ first: known(false) }), applicant)).toEqual(["check-refused", "application-refused"]);
  });

  it("is not given when a check fails that a step can mend: the step is open again", () => {
    const service = declare("mended", [
      step("first"),
      check("fact", ["first"], { returnsTo: "first" }),
      { kind: "signature", id: "signature", clause: "none", methods: ["eds"], rechecks: ["fact"] },
    ]);
    const one = application(service);
    one.save("first", "yes");
    one.judge();
    expect(one.act(one.sign({ first: known(false) }), applicant)).toEqual(["check-refused", "returned-to"]);
    expect(currentStage(service, one.state(), today)?.id).toBe("first");
    expect(savableSteps(service, one.state(), today)).toEqual(["first"]);
  });

  it("is given only in a way that the service takes", () => {
    const one = readyToSign();
    const otp: Command = { ...one.sign(), method: "otp" } as Command;
    expect(refusalOf(one.attempt(otp, applicant))).toBe("unknown-decision");
  });
});

describe("a check after the signature that a step can mend", () => {
  const mendable = declare("mendable", [
    step("first"),
    signature,
    {
      clause: "none",
      kind: "consent",
      id: "consent",
      from: () => ["owner-1"],
      about: () => ({
        dwelling: "1",
        address: { kk: "1", ru: "1" },
        applicant: "A",
        people: 1,
        from: null,
        until: null,
      }),
      termWorkingDays: 3,
      methods: ["otp"],
      declineReasons: ["no"],
    },
    check("fact", ["first"], { returnsTo: "first" }),
  ]);

  it.each([
    ["keeps the consent to the same answers", "", "fact"],
    ["asks for consent to other answers again", "mended", "consent"],
  ])("takes the signature back, lets the applicant answer and sign again, and %s", (_, note, next) => {
    const one = application(mendable);
    one.save("first", "yes");
    one.act(one.sign(), applicant);
    one.act(consent("owner-1"), owner("owner-1"));
    expect(one.judge({ first: known(false) })).toEqual(["check-refused", "returned-to"]);
    expect(savableSteps(mendable, one.state(), today)).toEqual(["first"]);
    expect(one.state().stages["consent"]).toMatchObject({ status: "done" });
    one.save("first", "yes", note);
    expect(currentStage(mendable, one.state(), today)?.id).toBe("signature");
    one.act(one.sign(), applicant);
    expect(currentStage(mendable, one.state(), today)?.id).toBe(next);
  });
});

describe("what can be done now", () => {
  it("is named to whoever comes too late", () => {
    const one = signed();
    expect(one.attempt(one.sign(), applicant)).toEqual({
      ok: false,
      error: { kind: "not-available", possible: [{ type: "withdraw", stage: null }] },
    });
  });
});
