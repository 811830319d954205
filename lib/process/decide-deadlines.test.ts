import { describe, expect, it } from "vitest";
import type { Command } from "./commands";
import { deadlines } from "./deadlines";
import type { State } from "./state";
import {
  applicant,
  application,
  decision,
  inReview,
  monday,
  officer,
  portal,
  refusalOf,
  signed,
  today,
} from "./testing/led-application";
import { everyKind } from "./testing/synthetic-services";

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
