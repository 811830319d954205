import { describe, expect, it } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import type { StepStage } from "./stages";
import { nothing, type State } from "./state";
import { isPicture, shownEvidence, summary } from "./summary";
import { check, declare, step } from "./testing/synthetic-services";

const today = localDate("2026-11-21");
const picture = { attachment: "a", sha256: "f", format: "jpeg", bytes: 1, width: 1, height: 1 } as const;

function withField(...fields: StepStage["fields"]) {
  const shown = check("known", ["first"]);
  return declare("summed-up", [
    shown,
    step("page", { fields, shows: [shown.id] }),
    step("other", { shows: [shown.id] }),
    { kind: "signature", id: "signature", clause: "none", methods: ["eds"], rechecks: [] },
  ]);
}

function answered(page: Readonly<Record<string, unknown>>, more: Partial<State> = {}): State {
  return { ...nothing, answers: { page }, ...more };
}

describe("the summary of the answers", () => {
  it("puts every kind of answer into a form that can be put into words", () => {
    const service = withField(
      { kind: "select", name: "region", options: ["71"], labels: "regions" },
      { kind: "radios", name: "choice", options: ["yes", "no"] },
      { kind: "radios", name: "point", optionsFrom: { database: "documents", ask: () => Promise.reject(new Error()) } },
      { kind: "email", name: "email", optional: true },
      { kind: "confirm", name: "consent" },
      { kind: "image", name: "photo", rules: { formats: ["jpeg"], maxBytes: 1 } },
    );
    const page = { region: "71", choice: "yes", point: "sc-71-1", email: "a@b.kz", consent: true, photo: picture };
    const labels = { page: { point: { kk: "1-пункт", ru: "Пункт 1" } } };
    expect(summary(service, answered(page, { labels }), today).map(({ field, value }) => [field, value])).toEqual([
      ["region", { kind: "option", value: "71", labels: "regions" }],
      ["choice", { kind: "option", value: "yes", labels: null }],
      ["point", { kind: "named", kk: "1-пункт", ru: "Пункт 1" }],
      ["email", { kind: "text", text: "a@b.kz" }],
      ["consent", { kind: "confirmed" }],
      ["photo", { kind: "picture", attachment: "a", sha256: "f" }],
    ]);
  });

  it("leaves out what was left empty, what was not confirmed and what is no picture", () => {
    const service = withField(
      { kind: "email", name: "email", optional: true },
      { kind: "confirm", name: "consent" },
      { kind: "image", name: "photo", rules: { formats: ["jpeg"], maxBytes: 1 } },
    );
    expect(summary(service, answered({ email: "", consent: false, photo: "x" }), today)).toEqual([]);
    expect(summary(service, nothing, today)).toEqual([]);
  });

  it("leaves out the pages that the application does not have", () => {
    const service = withField({ kind: "text", name: "note" });
    const stages = service.stages.map((stage) => (stage.id === "page" ? { ...stage, when: () => false } : stage));
    expect(summary(service, answered({ note: "n" }), today)).toHaveLength(1);
    expect(summary({ ...service, stages }, answered({ note: "n" }), today)).toEqual([]);
  });
});

describe("what the portal knew", () => {
  it("is the evidence of the checks that steps show", () => {
    const service = withField({ kind: "text", name: "note" });
    const state = { ...nothing, evidence: { known: { surname: "А" }, hidden: { number: "1" } } };
    expect(shownEvidence(service, state)).toEqual([{ check: "known", evidence: { surname: "А" } }]);
    expect(shownEvidence(service, nothing)).toEqual([]);
  });
});

describe("a picture", () => {
  it.each([
    [picture, true],
    [{ attachment: "a" }, false],
    [null, false],
    ["picture", false],
  ])("%o: %s", (answer, is) => {
    expect(isPicture(answer)).toBe(is);
  });
});
