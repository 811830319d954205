import { describe, expect, it } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import { nothing, type StageState, type State } from "@/lib/process/state";
import { idCardRenewal as service } from "@/lib/services/id-card-renewal/service";
import { checksAfter, pathOf, placeAfter, placeOf, stepBack, type Standing } from "./place";
import { outlookOf } from "./standing-of";

const at = "2026-11-20T07:00:00.000Z";
const ids = service.stages.map((stage) => stage.id);
const today = localDate("2026-11-21");

/** An application whose stages before `stage` are done; `changes` come on top. */
function standingAt(
  stage: string,
  changes: Readonly<Record<string, StageState>> = {},
  more: Partial<State> = {},
): Standing {
  const done = ids.slice(0, ids.indexOf(stage)).map((id): [string, StageState] => [id, { status: "done", at }]);
  return {
    id: "x",
    service,
    today,
    state: { ...nothing, touchedAt: at, stages: { ...Object.fromEntries(done), ...changes }, ...more },
  };
}

function open(dueAt: string | null): StageState {
  return { status: "open", at, roles: [], given: [], dueAt, tenge: null, passedDeadlines: [] };
}

describe("placeOf", () => {
  it.each([
    ["data-access", "/apply/x/data-access"],
    ["access", "/apply/x/checks?after=data-access"],
    ["card", "/apply/x/checks?after=data-access"],
    ["personal-data", "/apply/x/personal-data"],
    ["photo-likeness", "/apply/x/checks?after=photo"],
    ["signature", "/apply/x/review"],
    ["registration", "/cabinet/applications/x"],
    ["review", "/cabinet/applications/x"],
  ])("an application that stands at %s goes on at %s", (stage, path) => {
    expect(pathOf(placeOf(standingAt(stage)), "x")).toBe(path);
  });

  it("shows the checks that refused it, and everything else that ended in the cabinet", () => {
    const outcome = { at, stage: "card", reason: "too-late", params: {}, comment: "" };
    const refused = standingAt("card", {}, { outcome: { ...outcome, kind: "refused" } });
    expect(placeOf(refused)).toEqual({ kind: "checks", after: "data-access" });
    const lapsed = standingAt("card", {}, { outcome: { ...outcome, kind: "lapsed" } });
    expect(placeOf(lapsed)).toEqual({ kind: "ended" });
  });
});

describe("placeAfter", () => {
  it("goes on to the next step, answered or not", () => {
    expect(placeAfter(standingAt("signature"), "region")).toEqual({ kind: "step", step: "registration-point" });
    expect(placeAfter(standingAt("registration-point"), "region")).toEqual({
      kind: "step",
      step: "registration-point",
    });
  });

  it("passes over checks that are done and stops at one that is not", () => {
    expect(placeAfter(standingAt("signature"), "photo")).toEqual({ kind: "step", step: "signature-sample" });
    expect(placeAfter(standingAt("photo-likeness"), "photo")).toEqual({ kind: "checks", after: "photo" });
  });

  it("stays with a step that a check has sent back", () => {
    const back = standingAt("photo", {
      "photo-pixels": { status: "refused", at, reason: "photo-too-few-pixels", params: {} },
    });
    expect(placeAfter(back, "photo")).toEqual({ kind: "step", step: "photo" });
  });
});

describe("the way back, and the checks of a step", () => {
  it("knows the step before, and none before the first", () => {
    expect(stepBack(standingAt("region"), "region")).toBe("personal-data");
    expect(stepBack(standingAt("region"), "data-access")).toBeNull();
  });

  it("takes the checks up to the next step", () => {
    expect(checksAfter(standingAt("access"), "photo").map(({ id }) => id)).toEqual([
      "photo-pixels",
      "photo-shape",
      "photo-file-size",
      "photo-one-face",
      "photo-frontal",
      "photo-upright",
      "photo-head-size",
      "photo-background",
      "photo-light",
      "photo-sharpness",
      "photo-eyes",
      "photo-likeness",
    ]);
    expect(checksAfter(standingAt("access"), "region")).toEqual([]);
  });
});

describe("outlookOf", () => {
  it("names the officer's term where it is the earlier one", () => {
    const review = standingAt("review", { review: open("2026-11-24T18:59:59.999Z") });
    expect(outlookOf(review)).toEqual({
      phase: "in-review",
      party: "officer",
      stage: "review",
      by: "2026-11-24",
      at: null,
    });
  });

  it("names the whole service's term where it is the earlier one: 15 working days from Friday 20 November", () => {
    const review = standingAt("review", { review: open("2026-12-30T18:59:59.999Z") });
    expect(outlookOf(review).by).toBe("2026-12-11");
  });

  it("names the last day on which a draft is kept: 30 days from Friday 20 November", () => {
    expect(outlookOf(standingAt("region"))).toMatchObject({ party: "applicant", by: "2026-12-20" });
    expect(outlookOf(standingAt("access"))).toMatchObject({ party: "state-database", by: null });
  });

  it("names no term for collecting what is ready", () => {
    const ready = standingAt("handover", { handover: open("2026-12-21T18:59:59.999Z") });
    expect(outlookOf(ready)).toEqual({ phase: "ready", party: "applicant", stage: "handover", by: null, at: null });
  });
});
