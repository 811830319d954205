import { describe, expect, it } from "vitest";
import { defineService } from "./define-service";
import type { ResultingPaper } from "./resulting-paper";
import type { Entitlement, Stage } from "./stages";
import { check, declare, everyKind, step } from "./testing/synthetic-services";

const signature: Stage = { kind: "signature", id: "signature", clause: "none", methods: ["eds"], rechecks: [] };

const place: Stage = { ...ofEveryKind("place"), returnsTo: "one" };

function consentOf(entitlement: Partial<Entitlement>): Stage {
  const stage = ofEveryKind("consent");
  return { ...stage, outlives: ["one"], entitlement: { uses: [], who: () => [], returnsTo: "one", ...entitlement } };
}

function ofEveryKind<K extends Stage["kind"]>(kind: K): Extract<Stage, { kind: K }> {
  const stage = everyKind.stages.find((one): one is Extract<Stage, { kind: K }> => one.kind === kind);
  if (!stage) throw new Error(`the service with every kind of stage has no ${kind}`);
  return stage;
}

describe("a declaration that contradicts itself does not load", () => {
  it.each<[string, readonly Stage[], string]>([
    ["a stage twice", [step("one"), step("one"), signature], 'stage "one" stands twice'],
    ["a name that is not kebab-case", [step("One"), signature], '"One" is not kebab-case'],
    ["a return to a later stage", [check("c", [], { returnsTo: "one" }), step("one"), signature], "no earlier stage"],
    [
      "a return to what is no step",
      [check("a", []), check("b", [], { returnsTo: "a" }), signature],
      "which is no step",
    ],
    [
      "a step that follows a later one",
      [step("one", { follows: ["two"] }), step("two"), signature],
      "no earlier stage",
    ],
    ["a step that shows what is not there", [step("one", { shows: ["nothing"] }), signature], "no earlier stage"],
    ["answers that nobody signs", [step("one"), signature, step("two")], 'the answers of "two" are never signed'],
    ["no signature at all", [step("one")], 'the answers of "one" are never signed'],
    [
      "a refusal that takes back what is no consent",
      [step("one"), signature, check("c", [], { voids: ["signature"] })],
      "which is no consent",
    ],
    [
      "an order that goes back to what is not always there",
      [step("one"), step("two", { when: () => false }), signature, { ...ofEveryKind("order"), returnsTo: "two" }],
      'goes back to "two", which is not always there',
    ],
    ["a recheck of what is not there", [{ ...signature, rechecks: ["nothing"] }], "no earlier stage"],
    ["a place before everything is signed", [step("one"), place, signature], '"place" is taken before everything is'],
    ["two places", [step("one"), signature, place, { ...place, id: "other" }], '"other" is a second place'],
    [
      "a place that returns to what is no step",
      [step("one"), signature, { ...place, returnsTo: "signature" }],
      "is no step",
    ],
    [
      "a place whose limit rests on an unread fact",
      [step("one"), signature, { ...place, uses: ["third"] }],
      'uses unread "third"',
    ],
    [
      "an entitlement by an unread fact",
      [step("one"), signature, consentOf({ uses: ["third"] })],
      'uses unread "third"',
    ],
    [
      "an entitlement that returns to nothing",
      [step("one"), signature, consentOf({ returnsTo: "two" })],
      "no earlier stage",
    ],
    ["an unread fact", [{ ...check("c", []), uses: ["third"] }, signature], 'uses unread "third"'],
  ])("%s", (_, stages, complaint) => {
    expect(() => declare("wrong", stages)).toThrow(complaint);
  });

  it("a withdrawal until a stage that is not there", () => {
    expect(() => defineService({ ...everyKind, withdrawableUntil: "nothing" })).toThrow('no stage "nothing"');
  });

  it("a form with a page that no step asks", () => {
    const [schema] = Object.values(everyKind.form);
    if (!schema) throw new Error("a form without a page");
    expect(() => defineService({ ...everyKind, form: { ...everyKind.form, spare: schema } })).toThrow(
      'no step asks "spare"',
    );
  });

  it("registrations that are changed by what is no order", () => {
    const changing = (by: string) => ({ ...everyKind, changesRegistrations: { by: [by], of: () => [] } }) as const;
    expect(() => defineService(changing("order"))).not.toThrow();
    for (const by of ["review", "nothing"])
      expect(() => defineService(changing(by))).toThrow(`changed by "${by}", which is no order`);
  });

  it("a consent without the reasons with which it may end", () => {
    expect(() => defineService({ ...everyKind, reasons: {} })).toThrow('the undeclared reason "consent-declined"');
  });

  it("and one that does not is given back as it is", () => {
    expect(defineService(everyKind)).toBe(everyKind);
  });
});

describe("a paper that contradicts its declaration does not load", () => {
  it.each<[string, Partial<ResultingPaper>, string]>([
    ["made by what is no stage", { stage: "nothing" }, "no stage from the signature on"],
    ["made before the signature", { stage: "one" }, "no stage from the signature on"],
    ["sealed twice by one", { seals: ["interior", "interior"] }, "has a seal twice"],
    ["good for no day", { validDays: 0 }, "no whole number of days"],
    ["good for half a day", { validDays: 0.5 }, "no whole number of days"],
  ])("%s", (_, more, problem) => {
    const service = declare("invented", [step("one"), signature]);
    const paper: ResultingPaper = { seals: ["portal"], facts: {}, stage: "signature", validDays: 1 };
    expect(() => defineService({ ...service, paper })).not.toThrow();
    expect(() => defineService({ ...service, paper: { ...paper, ...more } })).toThrow(problem);
  });
});
