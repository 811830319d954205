import { describe, expect, it } from "vitest";
import { addDays, localDateOf } from "@/lib/kernel/local-date";
import { available, savableSteps } from "./available";
import type { Actor, Command } from "./commands";
import { deadlines } from "./deadlines";
import { decide, start } from "./decide";
import type { Service } from "./define-service";
import type { Answers } from "./facts";
import { currentStage, phaseOf, waitingFor } from "./position";
import type { Situation, Stage } from "./stages";
import { replay, type State } from "./state";
import { check, declare, everyKind, step } from "./testing/synthetic-services";

const monday = new Date("2026-03-02T05:00:00Z");
const today = localDateOf(monday);
const applicant: Actor = { kind: "citizen", iin: "applicant" };
const portal: Actor = { kind: "portal" };
const officer = (...roles: string[]): Actor => ({ kind: "officer", iin: "officer", roles });
const owner = (iin: string): Actor => ({ kind: "citizen", iin });

const signature: Stage = { kind: "signature", id: "signature", clause: "none", methods: ["eds"], rechecks: [] };

const fine: Answers = { first: known(true), second: known(true) };

function known(isFine: boolean) {
  return { kind: "found", value: { isFine } } as const;
}

/** An application that is led by commands, each of which must be carried out. */
function application(service: Service) {
  const log = [...start(service, { id: "a", number: "1", applicant: "applicant" }, monday)];
  const attempt = (command: Command, actor: Actor, now = monday) => decide(service, replay(log), command, actor, now);
  const act = (command: Command, actor: Actor, now = monday): string[] => {
    const decided = attempt(command, actor, now);
    if (!decided.ok) throw new Error(`${command.type}: ${decided.error.kind}`);
    log.push(...decided.value);
    return decided.value.map(({ type }) => type);
  };
  const save = (stage: string, choice: "yes" | "no", note = "") =>
    act({ type: "save-step", stage, answers: { choice, note }, labels: {} }, applicant);
  const judge = (facts: Answers = fine) => act({ type: "judge-checks", facts }, portal);
  const sign = (facts: Answers = fine): Command => ({
    type: "sign",
    stage: "signature",
    signatureId: "s",
    documentHash: "h",
    method: "eds",
    facts,
  });
  return { attempt, act, save, judge, sign, state: (): State => replay(log), log };
}

function refusalOf(result: ReturnType<typeof decide>): string {
  return result.ok ? "carried out" : result.error.kind;
}

/** Up to the signature of the service with every kind of stage. */
function readyToSign() {
  const one = application(everyKind);
  one.save("first", "yes");
  one.judge();
  one.save("second", "yes");
  one.save("third", "yes");
  one.judge();
  expect(currentStage(everyKind, one.state(), today)?.id).toBe("signature");
  return one;
}

function signed() {
  const one = readyToSign();
  one.act(one.sign(), applicant);
  return one;
}

const consent = (by: string, method: "eds" | "otp" = "otp"): Command => ({
  type: "give-consent",
  stage: "consent",
  by,
  method,
  signatureId: "s",
  facts: fine,
});

const takePlace: Command = {
  type: "take-place",
  stage: "place",
  facts: fine,
  occupied: { kind: "found", value: { count: 2 } },
};

/** Up to the officers' review. */
function inReview() {
  const one = signed();
  one.act(consent("owner-1"), owner("owner-1"));
  one.act(consent("owner-2"), owner("owner-2"));
  one.judge();
  one.act(takePlace, portal);
  one.act({ type: "answer-order", stage: "order", answer: { kind: "confirmed", result: { number: "7" } } }, portal);
  one.act({ type: "pay", stage: "fee", tenge: 786, invoice: "i" }, portal);
  return one;
}

const decision = (role: string, more: Partial<Extract<Command, { type: "decide-task" }>> = {}): Command => ({
  type: "decide-task",
  stage: "review",
  role,
  decision: "approve",
  reason: null,
  comment: "",
  signatureId: "s",
  ...more,
});

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

describe("answers", () => {
  it("that break the step's schema change nothing", () => {
    const one = application(everyKind);
    const save = (answers: Readonly<Record<string, unknown>>) =>
      one.attempt({ type: "save-step", stage: "first", answers, labels: {} }, applicant);
    expect(refusalOf(save({ choice: "maybe", note: "" }))).toBe("invalid-answers");
    expect(refusalOf(save({ choice: "yes", note: "", more: 1 }))).toBe("invalid-answers");
    expect(refusalOf(save({ choice: "yes", note: "" }))).toBe("carried out");
  });

  it("saved twice are saved once, whatever the order of their keys", () => {
    const one = readyToSign();
    const again: Command = { type: "save-step", stage: "second", answers: { note: "", choice: "yes" }, labels: {} };
    expect(one.act(again, applicant)).toEqual([]);
    expect(currentStage(everyKind, one.state(), today)?.id).toBe("signature");
  });

  it("that were sent back can be given again: the same ones change nothing, others are judged", () => {
    const one = application(everyKind);
    expect(one.save("first", "no")).toEqual(["step-saved", "check-refused", "returned-to"]);
    expect(one.save("first", "no")).toEqual([]);
    expect(one.save("first", "yes")).toEqual(["step-saved", "check-passed"]);
  });

  it("that were sent back for what a database said are judged anew even when they are the same", () => {
    const one = application(everyKind);
    one.save("first", "yes");
    one.judge();
    one.save("second", "no");
    expect(one.judge({ ...fine, second: known(false) })).toEqual(["check-refused", "returned-to"]);
    expect(one.save("second", "no")).toEqual(["step-saved"]);
    expect(one.judge()).toEqual(["check-passed"]);
  });

  it("take with them the answers that are a part of theirs, and those that are a part of those", () => {
    const one = readyToSign();
    expect(Object.keys(one.state().answers)).toEqual(["first", "second", "third"]);
    one.save("first", "yes", "changed");
    expect(one.state().answers).toEqual({ first: { choice: "yes", note: "changed" } });
  });

  it("take with them the answers that rest on theirs at one remove, whether or not a condition does", () => {
    const service = declare("chained", [
      step("first"),
      step("second", { follows: ["first"] }),
      step("third", { follows: ["second"] }),
      step("apart"),
      signature,
    ]);
    const one = application(service);
    for (const stage of ["first", "second", "third", "apart"]) one.save(stage, "yes");
    one.save("first", "no");
    expect(Object.keys(one.state().answers).toSorted()).toEqual(["apart", "first"]);
  });

  it("take with them a chain of steps that rest on conditions alone", () => {
    const when = (id: string) => (situation: Situation) =>
      (situation.answers[id] as { choice?: string } | undefined)?.choice === "yes";
    const service = declare("conditional", [
      step("first"),
      step("second", { when: when("first") }),
      step("third", { when: when("second") }),
      signature,
    ]);
    const one = application(service);
    for (const stage of ["first", "second", "third"]) one.save(stage, "yes");
    one.save("first", "no");
    expect(Object.keys(one.state().answers)).toEqual(["first"]);
    expect(currentStage(service, one.state(), today)?.id).toBe("signature");
  });

  it("take with them a step that the application no longer has", () => {
    const one = readyToSign();
    one.save("second", "no");
    expect(Object.keys(one.state().answers).toSorted()).toEqual(["first", "second"]);
    one.judge();
    expect(currentStage(everyKind, one.state(), today)?.id).toBe("signature");
  });

  it("are fixed by the signature", () => {
    expect(savableSteps(everyKind, readyToSign().state(), today)).toEqual(["first", "second", "third"]);
    const one = signed();
    expect(savableSteps(everyKind, one.state(), today)).toEqual([]);
    const save: Command = { type: "save-step", stage: "first", answers: { choice: "no", note: "" }, labels: {} };
    expect(refusalOf(one.attempt(save, applicant))).toBe("not-available");
  });

  it("are not asked for once the application has ended", () => {
    const one = application(everyKind);
    one.act({ type: "withdraw" }, applicant);
    expect(savableSteps(everyKind, one.state(), today)).toEqual([]);
  });

  it("are not asked for by a condition that turns after the signature", () => {
    const service = declare("late", [
      step("first"),
      step("later", { when: (situation) => situation.today > today }),
      signature,
      { kind: "order", id: "order", clause: "none", database: "documents", place: () => Promise.reject(new Error()) },
    ]);
    const one = application(service);
    one.save("first", "yes");
    const nextDay = addDays(today, 1);
    expect(currentStage(service, one.state(), today)?.id).toBe("signature");
    expect(currentStage(service, one.state(), nextDay)?.id).toBe("later");
    one.act(one.sign(), applicant);
    expect(currentStage(service, one.state(), nextDay)?.id).toBe("order");
  });

  it("are given by the applicant alone", () => {
    const one = application(everyKind);
    const save: Command = { type: "save-step", stage: "first", answers: { choice: "yes", note: "" }, labels: {} };
    expect(refusalOf(one.attempt(save, owner("stranger")))).toBe("not-yours");
    expect(refusalOf(one.attempt(save, portal))).toBe("not-available");
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

describe("consent", () => {
  it("is asked of nobody when there is nobody to ask", () => {
    const one = readyToSign();
    one.save("third", "no");
    one.judge();
    const events = one.act(one.sign(), applicant);
    expect(events.slice(-1)).toEqual(["consent-requested"]);
    expect(currentStage(everyKind, one.state(), today)?.id).toBe("fact-after-signing");
  });

  it("counts once, and the last one leads on", () => {
    const one = signed();
    expect(one.act(consent("owner-1"), owner("owner-1"))).toEqual(["consent-given"]);
    expect(one.act(consent("owner-1"), owner("owner-1"))).toEqual([]);
    expect(currentStage(everyKind, one.state(), today)?.id).toBe("consent");
    expect(one.act(consent("owner-2"), owner("owner-2"))).toEqual(["consent-given"]);
    expect(currentStage(everyKind, one.state(), today)?.id).toBe("fact-after-signing");
  });

  it("is nobody else's to give", () => {
    const one = signed();
    expect(refusalOf(one.attempt(consent("owner-1"), owner("owner-2")))).toBe("not-yours");
    expect(refusalOf(one.attempt(consent("stranger"), owner("stranger")))).toBe("not-yours");
    expect(refusalOf(one.attempt(consent("owner-1"), applicant))).toBe("not-yours");
  });

  it("declined once, for one of the reasons, ends the application; once given it stays", () => {
    const one = signed();
    const decline = (by: string, reason: string): Command => ({
      type: "decline-consent",
      stage: "consent",
      by,
      method: "eds",
      reason,
      facts: fine,
    });
    expect(refusalOf(one.attempt(decline("owner-1", "whim"), owner("owner-1")))).toBe("unknown-decision");
    one.act(consent("owner-2"), owner("owner-2"));
    expect(refusalOf(one.attempt(decline("owner-2", "no"), owner("owner-2")))).toBe("unknown-decision");
    expect(one.act(decline("owner-1", "no"), owner("owner-1"))).toEqual(["consent-declined", "application-refused"]);
    expect(one.state().outcome).toMatchObject({ kind: "refused", reason: "consent-declined" });
  });
});

describe("a payment", () => {
  it("is taken in full, once", () => {
    const one = inReview();
    expect(one.log.filter(({ type }) => type === "payment-received")).toHaveLength(1);
    expect(refusalOf(one.attempt({ type: "pay", stage: "fee", tenge: 786, invoice: "i" }, portal))).toBe(
      "not-available",
    );
  });

  it.each([785, 787, 0])("of %i ₸ for 786 ₸ is not taken", (tenge) => {
    const one = signed();
    one.act(consent("owner-1"), owner("owner-1"));
    one.act(consent("owner-2"), owner("owner-2"));
    one.judge();
    one.act(takePlace, portal);
    one.act({ type: "answer-order", stage: "order", answer: { kind: "confirmed", result: {} } }, portal);
    expect(refusalOf(one.attempt({ type: "pay", stage: "fee", tenge, invoice: "i" }, portal))).toBe("wrong-amount");
  });
});

describe("a task", () => {
  it("waits for every role, and each decides once", () => {
    const one = inReview();
    expect(one.act(decision("tax"), officer("tax"))).toEqual(["task-decided"]);
    expect(refusalOf(one.attempt(decision("tax"), officer("tax")))).toBe("not-yours");
    expect(one.act(decision("security"), officer("security"))).toEqual(["task-decided"]);
    expect(one.act(decision("defence"), officer("defence"))).toEqual(["task-decided", "order-placed"]);
  });

  it("is annulled by one of them, for a declared reason, and an approval takes none", () => {
    const one = inReview();
    const annul = (reason: string | null) => decision("tax", { decision: "annul", reason });
    expect(refusalOf(one.attempt(annul(null), officer("tax")))).toBe("unknown-decision");
    expect(refusalOf(one.attempt(annul("whim"), officer("tax")))).toBe("unknown-decision");
    const approval = decision("tax", { reason: "photo-quality" });
    expect(refusalOf(one.attempt(approval, officer("tax")))).toBe("unknown-decision");
    expect(refusalOf(one.attempt(decision("tax", { decision: "constructor" }), officer("tax")))).toBe(
      "unknown-decision",
    );
    expect(one.act(annul("photo-quality"), officer("tax"))).toEqual([
      "task-decided",
      "refund-ordered",
      "application-annulled",
    ]);
  });

  it("is decided by nobody without the role, and by nobody for themselves", () => {
    const one = inReview();
    expect(refusalOf(one.attempt(decision("tax"), officer("security")))).toBe("not-yours");
    expect(refusalOf(one.attempt(decision("tax"), applicant))).toBe("not-yours");
    expect(refusalOf(one.attempt(decision("tax"), portal))).toBe("not-available");
    const self: Actor = { kind: "officer", iin: "applicant", roles: ["tax"] };
    expect(refusalOf(one.attempt(decision("tax"), self))).toBe("own-application");
  });

  it("is opened again when the order after it is sent back, with the reason kept for the officer", () => {
    const one = inReview();
    for (const role of ["security", "tax", "defence"]) one.act(decision(role), officer(role));
    const sentBack: Command = {
      type: "answer-order",
      stage: "production",
      answer: { kind: "sent-back", params: { explanation: "not sharp" } },
    };
    expect(one.act(sentBack, portal)).toEqual(["order-sent-back", "returned-to", "task-opened"]);
    expect(one.state().evidence["production"]).toEqual({ explanation: "not sharp" });
    expect(one.state().stages["fee"]).toMatchObject({ status: "done" });
    expect(refusalOf(one.attempt(sentBack, portal))).toBe("not-available");
    for (const role of ["security", "tax"]) one.act(decision(role), officer(role));
    expect(one.act(decision("defence"), officer("defence"))).toEqual(["task-decided", "order-placed"]);
    expect(currentStage(everyKind, one.state(), today)?.id).toBe("production");
  });
});

describe("a handover", () => {
  const handOver = (role: string, proof: string): Command => ({ type: "hand-over", stage: "handover", role, proof });

  it("takes the coupon's number, and an officer of the role", () => {
    const one = inReview();
    for (const role of ["security", "tax", "defence"]) one.act(decision(role), officer(role));
    one.act({ type: "answer-order", stage: "production", answer: { kind: "confirmed", result: {} } }, portal);
    expect(refusalOf(one.attempt(handOver("clerk", "another"), officer("clerk")))).toBe("wrong-proof");
    expect(refusalOf(one.attempt(handOver("clerk", ""), officer("clerk")))).toBe("wrong-proof");
    expect(refusalOf(one.attempt(handOver("tax", "coupon"), officer("tax")))).toBe("not-yours");
    expect(refusalOf(one.attempt(handOver("clerk", "coupon"), officer("tax")))).toBe("not-yours");
    expect(refusalOf(one.attempt(handOver("clerk", "coupon"), applicant))).toBe("not-yours");
    expect(refusalOf(one.attempt(handOver("clerk", "coupon"), officer("clerk")))).toBe("carried out");
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

describe("withdrawal", () => {
  const limited: Service = { ...everyKind, withdrawableUntil: "order" };
  const lead = (service: Service) => {
    const one = application(service);
    one.save("first", "yes");
    one.judge();
    one.save("second", "yes");
    one.save("third", "no");
    one.judge();
    one.act(one.sign(), applicant);
    one.judge();
    one.act(takePlace, portal);
    return one;
  };

  it("is possible at the stage that the service names, not after it", () => {
    const one = lead(limited);
    expect(available(limited, one.state(), "applicant", today)).toEqual([{ type: "withdraw", stage: null }]);
    one.act({ type: "answer-order", stage: "order", answer: { kind: "confirmed", result: {} } }, portal);
    expect(available(limited, one.state(), "applicant", today)).toEqual([]);
    expect(refusalOf(one.attempt({ type: "withdraw" }, applicant))).toBe("not-available");
  });

  it("ends the application at once, and once", () => {
    const one = lead(limited);
    expect(one.act({ type: "withdraw" }, applicant)).toEqual(["application-withdrawn"]);
    expect(one.state().outcome).toMatchObject({ kind: "withdrawn", stage: "order" });
    expect(refusalOf(one.attempt({ type: "withdraw" }, applicant))).toBe("not-available");
  });
});

describe("deadlines", () => {
  const due = (one: { state: () => State }, kind: string) => {
    const found = deadlines(everyKind, one.state(), today).find((deadline) => deadline.kind === kind);
    if (!found) throw new Error(`no ${kind}`);
    return found;
  };
  const pass = ({ stage, kind }: { stage: string; kind: string }): Command => ({
    type: "pass-deadline",
    stage,
    deadline: kind,
  });
  const before = (instant: Date) => new Date(instant.getTime() - 1);

  it("of a draft: thirty days after it was touched, to the end of that day", () => {
    const one = application(everyKind);
    const draft = due(one, "draft-lapses");
    expect(draft.dueAt.toISOString()).toBe("2026-04-01T18:59:59.999Z");
    expect(refusalOf(one.attempt(pass(draft), portal, before(draft.dueAt)))).toBe("not-due");
    expect(one.act(pass(draft), portal, draft.dueAt)).toEqual(["application-lapsed"]);
  });

  it("of a consent: no answer in three working days is a refusal", () => {
    const one = signed();
    const silence = due(one, "consent-lapses");
    expect(refusalOf(one.attempt(pass(silence), portal, before(silence.dueAt)))).toBe("not-due");
    expect(one.act(pass(silence), portal, silence.dueAt)).toEqual(["application-refused"]);
    expect(one.state().outcome?.reason).toBe("no-consent-in-time");
  });

  it("of a task: it is overdue once, and stays to be decided", () => {
    const one = inReview();
    const overdue = due(one, "task-overdue");
    expect(refusalOf(one.attempt(pass(overdue), portal, before(overdue.dueAt)))).toBe("not-due");
    expect(one.act(pass(overdue), portal, overdue.dueAt)).toEqual(["deadline-passed"]);
    expect(refusalOf(one.attempt(pass(overdue), portal, overdue.dueAt))).toBe("not-due");
    expect(one.act(decision("tax"), officer("tax"), overdue.dueAt)).toEqual(["task-decided"]);
  });

  it("of a silent database: seconds later, and passing it changes nothing by itself", () => {
    const one = application(everyKind);
    one.save("first", "yes");
    one.judge({});
    const again = due(one, "ask-again");
    expect(again.dueAt.getTime() - monday.getTime()).toBe(5_000);
    expect(one.act(pass(again), portal, again.dueAt)).toEqual([]);
  });

  it("are the portal's to pass, and only those that run", () => {
    const one = signed();
    const silence = due(one, "consent-lapses");
    expect(refusalOf(one.attempt(pass(silence), applicant, silence.dueAt))).toBe("not-available");
    expect(refusalOf(one.attempt(pass({ ...silence, kind: "payment-lapses" }), portal, silence.dueAt))).toBe("not-due");
    expect(refusalOf(one.attempt(pass({ ...silence, stage: "fee" }), portal, silence.dueAt))).toBe("not-available");
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
