import { describe, expect, it } from "vitest";
import type { Answer } from "@/lib/kernel/answer";
import { localDate } from "@/lib/kernel/local-date";
import type { Known } from "@/lib/process/facts";
import { marksIn } from "@/lib/process/marks";
import type { CheckStage, Verdict } from "@/lib/process/stages";
import type { PhotoMeasures, SampleMeasures } from "@/lib/state-databases/photo-examiner/port";
import { photoWith, sampleWith } from "./measures-for-tests";
import { photoHasEnoughPixels, photoFileIsLargeEnough } from "./photo-checks";
import { idCardRenewal } from "./service";

const checks = idCardRenewal.stages.filter((stage): stage is CheckStage => stage.kind === "check");
const examined = checks.filter(({ uses }) => uses.includes("photoMeasures"));
const written = checks.filter(({ uses }) => uses.includes("sampleMeasures"));
const situation = { answers: {}, evidence: {}, today: localDate("2026-11-21") };

function verdictsOf(stages: readonly CheckStage[], fact: string, answer: Known<unknown>): readonly Verdict[] {
  return stages.map((check) => check.judge({ [fact]: answer }, situation));
}

function reasons(stages: readonly CheckStage[], fact: string, answer: Known<unknown>): readonly string[] {
  return verdictsOf(stages, fact, answer).flatMap((verdict) => (verdict.kind === "refused" ? [verdict.reason] : []));
}

const ofPhoto = (value: PhotoMeasures) => reasons(examined, "photoMeasures", { kind: "found", value });
const ofSample = (value: SampleMeasures) => reasons(written, "sampleMeasures", { kind: "found", value });

describe("what Digital ID says of a photo", () => {
  it.each<[string, Known<unknown>, readonly string[]]>([
    ["as alike as it must be", { kind: "found", value: { likeness: 0.8 } }, []],
    ["a little less alike", { kind: "found", value: { likeness: 0.799 } }, ["photo-not-alike"]],
    ["without a reference photo", { kind: "not-found" }, ["photo-not-alike"]],
    ["when it may not be asked", { kind: "denied" }, ["access-denied"]],
  ])("%s", (_, answer, expected) => {
    expect(
      reasons(
        checks.filter(({ uses }) => uses.includes("likeness")),
        "likeness",
        answer,
      ),
    ).toEqual(expected);
  });
});

describe("what the measures of a photo say", () => {
  it("lets a photo pass that meets every requirement", () => {
    expect(examined).toHaveLength(8);
    expect(ofPhoto(photoWith())).toEqual([]);
  });

  it.each<[string, PhotoMeasures, readonly string[]]>([
    ["turned by 10° to one side", photoWith({ yaw: 10 }), []],
    ["turned by 10° to the other", photoWith({ yaw: -10 }), []],
    ["turned by 11° to one side", photoWith({ yaw: 11 }), ["photo-not-frontal"]],
    ["turned by 11° to the other", photoWith({ yaw: -11 }), ["photo-not-frontal"]],
    ["15° up", photoWith({ pitch: 15 }), []],
    ["15° down", photoWith({ pitch: -15 }), []],
    ["16° up", photoWith({ pitch: 16 }), ["photo-not-frontal"]],
    ["16° down", photoWith({ pitch: -16 }), ["photo-not-frontal"]],
    ["tilted by 8° to one side", photoWith({ roll: 8 }), []],
    ["tilted by 8° to the other", photoWith({ roll: -8 }), []],
    ["tilted by 9° to one side", photoWith({ roll: 9 }), ["photo-tilted"]],
    ["tilted by 9° to the other", photoWith({ roll: -9 }), ["photo-tilted"]],
    ["a head of 70 %", photoWith({ head: headOf(70) }), []],
    ["a head of 69 %", photoWith({ head: headOf(69) }), ["photo-head-too-small"]],
    ["a head of 80 %", photoWith({ head: headOf(80) }), []],
    ["a head of 81 %", photoWith({ head: headOf(81) }), ["photo-head-too-large"]],
    ["a background plain to 90 %", photoWith({}, { plain: 90 }), []],
    ["a background plain to 89 %", photoWith({}, { plain: 89 }), ["photo-background-not-plain"]],
    ["a background 70 % light", photoWith({}, { light: 70 }), []],
    ["a background 69 % light", photoWith({}, { light: 69 }), ["photo-background-too-dark"]],
    // What is not one colour has no lightness of its own.
    ["a background dark and not plain", photoWith({}, { plain: 10, light: 10 }), ["photo-background-not-plain"]],
    ["a right cheek 65 % as bright", photoWith({ light: { left: 80, right: 52 } }), []],
    ["a right cheek 64 % as bright", photoWith({ light: { left: 80, right: 51 } }), ["photo-light-uneven"]],
    ["a left cheek 64 % as bright", photoWith({ light: { left: 51, right: 80 } }), ["photo-light-uneven"]],
    ["a sharpness of 20", photoWith({ sharpness: 20 }), []],
    ["a sharpness of 19", photoWith({ sharpness: 19 }), ["photo-blurred"]],
    ["eyes 35 % as bright as the cheek", photoWith({ openEyes: { left: 35, right: 35 } }), []],
    ["one eye 34 % as bright as the cheek", photoWith({ openEyes: { left: 80, right: 34 } }), ["photo-eyes-hidden"]],
  ])("%s", (_, measures, expected) => {
    expect(ofPhoto(measures)).toEqual(expected);
  });

  it("names every fault at once, in the order of the form", () => {
    const measures = photoWith(
      { yaw: 30, roll: 20, head: headOf(40), light: { left: 80, right: 20 }, sharpness: 3 },
      { light: 20 },
    );
    expect(ofPhoto(measures)).toEqual([
      "photo-not-frontal",
      "photo-tilted",
      "photo-head-too-small",
      "photo-background-too-dark",
      "photo-light-uneven",
      "photo-blurred",
    ]);
  });

  it("says nothing of a face where there is none, or several", () => {
    const area = { left: 10, top: 10, width: 20, height: 20 };
    const odd = photoWith({ yaw: 90, sharpness: 0 });
    expect(ofPhoto({ ...odd, faces: [], face: null })).toEqual(["photo-no-face"]);
    expect(ofPhoto({ ...odd, faces: [area, area], face: null })).toEqual(["photo-several-faces"]);
    expect(ofPhoto({ ...odd, faces: [area, area] })).toEqual(["photo-several-faces"]);
  });

  it.each<Answer<never>["kind"]>(["not-found", "denied"])("never takes a photo unexamined: %s", (kind) => {
    expect(reasons(examined, "photoMeasures", { kind } as Known<never>)).toEqual(["photo-no-face"]);
  });

  it("tells what was measured, what is demanded, and where", () => {
    const [refusal] = verdictsOf(examined, "photoMeasures", {
      kind: "found",
      value: photoWith({ head: headOf(38) }),
    }).filter(({ kind }) => kind === "refused");
    expect(refusal).toMatchObject({ params: { share: "38", leastHead: "70", mostHead: "80" } });
    expect(marksIn(refusal?.kind === "refused" ? refusal.params : {})).toContainEqual({
      shape: "line",
      is: "wrong",
      from: { x: 50, y: 20 },
      to: { x: 50, y: 58 },
    });
  });
});

describe("what a photo's file says", () => {
  const judged = (check: CheckStage, picture: object) =>
    check.judge({}, { ...situation, answers: { photo: { photo: picture } } }).kind;

  it.each([
    [413, 531, "passed"],
    [412, 531, "refused"],
    [413, 530, "refused"],
  ])("%i × %i pixels: %s", (width, height, kind) => {
    expect(judged(photoHasEnoughPixels, { width, height })).toBe(kind);
  });

  it.each([
    [20_480, "passed"],
    [20_479, "refused"],
  ])("%i bytes: %s", (bytes, kind) => {
    expect(judged(photoFileIsLargeEnough, { bytes })).toBe(kind);
  });
});

describe("what the measures of a signature sample say", () => {
  it.each<[string, SampleMeasures, readonly string[]]>([
    ["a sample as it should be", sampleWith(), []],
    ["0.20 % covered", sampleWith({ covered: 20 }), []],
    ["0.19 % covered", sampleWith({ covered: 19 }), ["sample-blank"]],
    ["a blank sheet", sampleWith({ covered: 0, strokes: 100, extent: null }), ["sample-blank"]],
    ["40 % covered", sampleWith({ covered: 4_000 }), []],
    ["40.01 % covered", sampleWith({ covered: 4_001 }), ["sample-no-writing"]],
    ["a ground of 60 %", sampleWith({ ground: 60 }), []],
    ["a ground of 59 %", sampleWith({ ground: 59 }), ["sample-not-dark-on-light"]],
    ["strokes 25 % darker", sampleWith({ strokes: 75 }), []],
    ["strokes 24 % darker", sampleWith({ strokes: 76 }), ["sample-not-dark-on-light"]],
    ["white on black", sampleWith({ ground: 10, strokes: 95 }), ["sample-not-dark-on-light"]],
    ["strokes at an edge", sampleWith({ touches: ["left", "top"] }), ["sample-out-of-frame"]],
  ])("%s", (_, measures, expected) => {
    expect(ofSample(measures)).toEqual(expected);
  });

  it.each<Answer<never>["kind"]>(["not-found", "denied"])("never takes a sample unexamined: %s", (kind) => {
    expect(reasons(written, "sampleMeasures", { kind } as Known<never>)).toEqual(["sample-blank"]);
  });
});

function headOf(share: number) {
  return { share, crown: { x: 50, y: 20 }, chin: { x: 50, y: 20 + share } };
}
