import { describe, expect, it } from "vitest";
import { available } from "./available";
import type { Actor, Command } from "./commands";
import type { Service } from "./define-service";
import { currentStage } from "./position";
import {
  applicant,
  application,
  consent,
  decision,
  fine,
  inReview,
  officer,
  owner,
  portal,
  readyToSign,
  refusalOf,
  signed,
  takePlace,
  today,
} from "./testing/led-application";
import { everyKind } from "./testing/synthetic-services";

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
    const child: Actor = { kind: "officer", iin: "child", roles: ["tax"] };
    expect(refusalOf(one.attempt(decision("tax"), child))).toBe("own-application");
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
