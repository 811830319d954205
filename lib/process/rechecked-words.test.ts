import { describe, expect, it } from "vitest";
import { z } from "zod";
import { localDateOf } from "@/lib/kernel/local-date";
import type { Command } from "./commands";
import { decide, start } from "./decide";
import type { Answers } from "./facts";
import { currentStage } from "./position";
import type { Option } from "./fields";
import { passed } from "./stages";
import { evolve, nothing, type State } from "./state";
import { summary } from "./summary";
import { check, declare, step } from "./testing/synthetic-services";

const now = new Date("2026-03-02T05:00:00Z");
const applicant = { kind: "citizen", iin: "applicant" } as const;
const words = (value: string): Option => ({ value, kk: `${value} kk`, ru: `${value} ru` });

/** The children that a state database names now. */
function named(...children: readonly string[]): Answers {
  return { first: { kind: "found", value: { isFine: true, children } } };
}

const service = declare("with-children", [
  check("children-known", ["first"], {
    judge: ({ first }) => {
      const told = first?.kind === "found" ? z.object({ children: z.array(z.string()) }).parse(first.value) : null;
      return passed({ offered: (told?.children ?? []).join(" ") });
    },
  }),
  step("children", {
    schema: z.strictObject({ children: z.array(z.string()) }),
    fields: [
      {
        kind: "checkboxes",
        name: "children",
        choices: ({ evidence }) => (evidence["children-known"]?.["offered"] ?? "").split(" ").map(words),
      },
    ],
  }),
  { clause: "none", kind: "signature", id: "signature", methods: ["eds"], rechecks: ["children-known"] },
]);

function filledIn() {
  let state: State = start(service, { id: "a", number: "1", applicant: applicant.iin }, now).reduce(evolve, nothing);
  const act = (command: Command, actor: Parameters<typeof decide>[3] = applicant): string[] => {
    const decided = decide(service, state, command, actor, now);
    if (!decided.ok) return [decided.error.kind];
    state = decided.value.reduce(evolve, state);
    return decided.value.map(({ type }) => type);
  };
  act({ type: "judge-checks", facts: named("ann", "bob") }, { kind: "portal" });
  const labels = { children: { kk: "ann kk, bob kk", ru: "ann ru, bob ru" } };
  act({ type: "save-step", stage: "children", answers: { children: ["ann", "bob"] }, labels });
  const sign = (facts: Answers) =>
    act({ type: "sign", stage: "signature", signatureId: "s", documentHash: "h", method: "eds", facts });
  const said = () => summary(service, state, localDateOf(now)).map(({ value }) => value);
  return { sign, said, stage: () => currentStage(service, state, localDateOf(now))?.id };
}

describe("a document that names what a check has found", () => {
  it("is signed while that is so", () => {
    const one = filledIn();
    expect(one.said()).toEqual([{ kind: "named", kk: "ann kk, bob kk", ru: "ann ru, bob ru" }]);
    expect(one.sign(named("ann", "bob"))).toContain("document-signed");
  });

  it("is not signed when it is so no more: the next one names who is left, and that is signed", () => {
    const one = filledIn();
    expect(one.sign(named("bob"))).toEqual(["check-passed"]);
    expect(one.stage()).toBe("signature");
    expect(one.said()).toEqual([{ kind: "named", kk: "bob kk", ru: "bob ru" }]);
    expect(one.sign(named("bob"))).toContain("document-signed");
  });

  it("names nobody where nobody is left", () => {
    const one = filledIn();
    one.sign(named());
    expect(one.said()).toEqual([]);
  });
});
