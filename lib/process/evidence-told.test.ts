import { describe, expect, it } from "vitest";
import { evidenceTold } from "./evidence-told";
import { nothing, type State } from "./state";
import { shownEvidence } from "./summary";
import { check, declare, step } from "./testing/synthetic-services";

const secretive = check("kin", ["first"], { confidential: ["chain", "owner"] });
const open = check("known", ["first"]);
const service = declare("confidential", [
  open,
  secretive,
  step("page", { shows: [open.id, secretive.id] }),
  step("other"),
  { kind: "signature", id: "signature", clause: "none", methods: ["eds"], rechecks: [] },
]);
const state: State = {
  ...nothing,
  evidence: {
    kin: { degree: "grandchild", chain: "somebody's mother", owner: "somebody" },
    known: { chain: "of shops" },
  },
};

describe("the evidence that the applicant is told", () => {
  it("is without what the stage keeps for officers and the audit", () => {
    expect(evidenceTold(service, state, "kin")).toEqual({ degree: "grandchild" });
  });

  it("is whole where the stage keeps nothing back, and empty where there is none", () => {
    expect(evidenceTold(service, state, "known")).toEqual({ chain: "of shops" });
    expect(evidenceTold(service, nothing, "kin")).toEqual({});
    expect(evidenceTold(service, state, "no-such-stage")).toEqual({});
  });

  it("is all that a page shows above its question, and all that is signed of what the portal knew", () => {
    expect(shownEvidence(service, state)).toEqual([
      { check: "known", evidence: { chain: "of shops" } },
      { check: "kin", evidence: { degree: "grandchild" } },
    ]);
  });
});
