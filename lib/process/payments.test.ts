import { describe, expect, it } from "vitest";
import { localDateOf } from "@/lib/kernel/local-date";
import { tenge } from "@/lib/kernel/tenge";
import { anewUntil, followsOf } from "./anew";
import { available } from "./available";
import type { Actor, Command } from "./commands";
import { deadlines } from "./deadlines";
import { decide, start } from "./decide";
import { effects } from "./effects";
import type { DatedEvent } from "./events";
import { offeredReasons } from "./refunds";
import { evolve, nothing, type State } from "./state";
import { declare, step } from "./testing/synthetic-services";

const base = { clause: "none" };
const annul = {
  outcome: "annulled",
  reasons: ["blurred", "kept", "given-back"],
  refunds: ["blurred", "given-back"],
  onlyIfPaid: ["given-back"],
} as const;
const paying = (amount: number) => ({
  ...declare("paying", [
    step("first"),
    { ...base, kind: "signature", id: "signature", methods: ["eds"], rechecks: [] },
    { ...base, kind: "payment", id: "duty", amount: () => ({ tenge: tenge(amount), ground: "due" }), termDays: 3 },
    {
      ...base,
      kind: "task",
      id: "review",
      roles: () => ["officer"],
      term: { workingDays: 2 },
      decisions: { approve: { outcome: "continue" }, annul },
    },
    { ...base, kind: "handover", id: "handover", role: () => "clerk", proof: () => "coupon", reminderDays: 30 },
  ]),
  withdrawableUntil: "review",
  anew: { reasons: ["blurred"], days: 10 },
});
const service = paying(786);
const now = new Date("2025-12-01T05:00:00Z");
const portal: Actor = { kind: "portal" };
const citizen: Actor = { kind: "citizen", iin: "applicant" };
const officer: Actor = { kind: "officer", iin: "officer", roles: ["officer"] };

/** An application that one leads on by commands. */
function led(of = service) {
  let state: State = start(of, { id: "a", number: "2025-1", applicant: "applicant" }, now).reduce(evolve, nothing);
  let last: readonly DatedEvent[] = [];
  const give = (command: Command, actor: Actor, at = now) => {
    const decided = decide(of, state, command, actor, at);
    if (!decided.ok) return decided.error.kind;
    last = decided.value;
    const before = state;
    state = last.reduce(evolve, state);
    return { types: last.map(({ type }) => type), effects: effects(of, before, last, state, localDateOf(at)) };
  };
  give({ type: "save-step", stage: "first", answers: { choice: "yes", note: "" }, labels: {} }, citizen);
  give({ type: "sign", stage: "signature", signatureId: "s", documentHash: "h", method: "eds", facts: {} }, citizen);
  return { give, state: () => state, last: () => last };
}

const pay: Command = { type: "pay", stage: "duty", tenge: 786, invoice: "R-1" };
const decision = (reason: string): Command => ({
  type: "decide-task",
  stage: "review",
  role: "officer",
  decision: "annul",
  reason,
  comment: "",
  signatureId: "s",
});
const kindsAt = (state: State, at: Date) =>
  deadlines(service, state, localDateOf(at)).map(({ kind, dueAt }) => [kind, dueAt.toISOString()]);

describe("a payment", () => {
  it("is asked for with an invoice, a notice of the amount and the last day, a reminder and an end", () => {
    const one = led();
    expect(kindsAt(one.state(), now)).toEqual([
      ["payment-reminder", "2025-12-03T04:00:00.000Z"],
      ["payment-lapses", "2025-12-04T18:59:59.999Z"],
    ]);
    const of = effects(service, nothing, one.last(), one.state(), localDateOf(now));
    expect(of).toContainEqual({ kind: "order-invoice", stage: "duty" });
    expect(of).toContainEqual({
      kind: "notify",
      notice: "payment-requested",
      stage: "duty",
      values: { tenge: "786", until: "2025-12-04" },
    });
  });

  it("is called to mind once, on the morning before its last day", () => {
    const one = led();
    const remind: Command = { type: "pass-deadline", stage: "duty", deadline: "payment-reminder" };
    expect(one.give(remind, portal, new Date("2025-12-03T03:59:59.999Z"))).toBe("not-due");
    expect(one.give(remind, portal, new Date("2025-12-03T04:00:00Z"))).toMatchObject({
      types: ["deadline-passed"],
      effects: [{ notice: "payment-reminder", values: { tenge: "786", until: "2025-12-04" } }],
    });
    expect(one.give(remind, portal, new Date("2025-12-03T05:00:00Z"))).toBe("not-due");
    expect(kindsAt(one.state(), now).map(([kind]) => kind)).toEqual(["payment-lapses"]);
  });

  it("of another amount is none; the right one is told with its invoice, and once", () => {
    const one = led();
    expect(one.give({ ...pay, tenge: 785 }, portal)).toBe("wrong-amount");
    expect(one.give(pay, citizen)).toBe("not-available");
    expect(one.give(pay, portal)).toMatchObject({
      types: ["payment-received", "task-opened"],
      effects: [{ notice: "payment-received", values: { tenge: "786", invoice: "R-1" } }],
    });
    expect(one.give(pay, portal)).toBe("not-available");
  });

  it("that nobody made closes its invoice at the end, and there is nothing to give back", () => {
    const one = led();
    expect(one.give({ type: "withdraw" }, citizen)).toMatchObject({
      types: ["application-withdrawn"],
      effects: [{ kind: "notify" }, { kind: "cancel-invoice", stage: "duty" }],
    });
  });
});

describe("a refund", () => {
  it.each([
    ["blurred", ["task-decided", "refund-ordered", "application-annulled"]],
    ["given-back", ["task-decided", "refund-ordered", "application-annulled"]],
    ["kept", ["task-decided", "application-annulled"]],
  ])("follows an annulment as the declaration says: %s", (reason, types) => {
    const one = led();
    one.give(pay, portal);
    expect(one.give(decision(reason), officer)).toMatchObject({ types });
  });

  it("is whole, and ordered by the outbox", () => {
    const one = led();
    one.give(pay, portal);
    expect(one.give({ type: "withdraw" }, citizen)).toMatchObject({
      types: ["refund-ordered", "application-withdrawn"],
      effects: expect.arrayContaining([
        { kind: "refund", stage: "duty", tenge: 786, invoice: "R-1", ground: "withdrawn" },
        { kind: "notify", notice: "refund-ordered", stage: "duty", values: { tenge: "786" } },
      ]) as unknown,
    });
  });

  it("is no reason to choose where nothing was paid", () => {
    const free = paying(0);
    const one = led(free);
    expect(offeredReasons(free, one.state(), annul)).toEqual(["blurred", "kept"]);
    expect(one.give(decision("given-back"), officer)).toBe("unknown-decision");
    expect(one.give(decision("blurred"), officer)).toMatchObject({ types: ["task-decided", "application-annulled"] });
  });
});

describe("a payment that the bank takes back", () => {
  const reverse: Command = { type: "reverse-payment", stage: "duty" };

  it("ends the application while nothing is decided, and nothing more is given back", () => {
    const one = led();
    one.give(pay, portal);
    expect(one.give(reverse, citizen)).toBe("not-available");
    expect(one.give(reverse, portal)).toMatchObject({ types: ["application-lapsed"] });
    expect(one.state().outcome).toMatchObject({ kind: "lapsed", reason: "payment-reversed" });
  });

  it("before the portal heard of it ends the application as well: its invoice cannot be paid any more", () => {
    const one = led();
    expect(one.give(reverse, citizen)).toBe("not-available");
    expect(one.give(reverse, portal)).toMatchObject({ types: ["application-lapsed"] });
    expect(one.state().outcome).toMatchObject({ kind: "lapsed", reason: "payment-reversed" });
    expect(one.give(pay, portal)).toBe("not-available");
  });

  it("after the decision is for people", () => {
    const one = led();
    one.give(pay, portal);
    one.give({ ...decision(""), decision: "approve", reason: null } as Command, officer);
    expect(available(service, one.state(), "portal", localDateOf(now)).map(({ type }) => type)).not.toContain(
      "reverse-payment",
    );
  });
});

describe("applying anew", () => {
  const annulled = (reason: string) => {
    const one = led();
    one.give(pay, portal);
    one.give(decision(reason), officer, new Date("2025-12-05T05:00:00Z"));
    return one;
  };

  it("is told of with its last day, where the declaration allows it", () => {
    const one = annulled("blurred");
    expect(anewUntil(service, one.state())).toBe("2025-12-15");
    const of = effects(service, nothing, one.last(), one.state(), localDateOf(now));
    expect(of).toContainEqual({
      kind: "notify",
      notice: "application-annulled-anew",
      stage: "review",
      values: { until: "2025-12-15" },
    });
    expect(anewUntil(service, annulled("kept").state())).toBeUndefined();
    expect(anewUntil(service, led().state())).toBeUndefined();
  });

  it("puts down the first application's start, through a chain of annulments", () => {
    const first = followsOf(service, annulled("blurred").state());
    expect(first).toEqual({ number: "2025-1", startedOn: "2025-12-01", annulledOn: "2025-12-05", reason: "blurred" });
    if (!first) throw new Error("Nothing to follow");
    const second = start(service, { id: "b", number: "2025-2", applicant: "applicant", follows: first }, now).reduce(
      evolve,
      nothing,
    );
    expect(second.follows).toEqual(first);
    const outcome = {
      kind: "annulled",
      at: "2025-12-09T05:00:00.000Z",
      stage: "review",
      reason: "blurred",
      params: {},
      comment: "",
    } as const;
    expect(followsOf(service, { ...second, outcome })).toEqual({
      number: "2025-2",
      startedOn: "2025-12-01",
      annulledOn: "2025-12-09",
      reason: "blurred",
    });
    expect(followsOf(service, led().state())).toBeUndefined();
  });

  it.each([
    ["on the last day", "2025-12-15", "blurred", "2025-12-01"],
    ["a day later", "2025-12-16", "blurred", "2025-12-16"],
    ["in time, for another reason", "2025-12-06", "kept", "2025-12-06"],
  ])("hands the first start on where the second came %s", (_, day, reason, startedOn) => {
    const follows = { number: "2025-1", startedOn: "2025-12-01", annulledOn: "2025-12-05", reason };
    const startedAt = `${day}T05:00:00.000Z`;
    expect(followsOf(service, { ...annulled("blurred").state(), startedAt, follows })).toMatchObject({ startedOn });
  });
});
