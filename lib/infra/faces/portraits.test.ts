import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import { cleanPicture } from "@/lib/infra/pictures";
import type { CheckStage } from "@/lib/process/stages";
import { idCardRenewal } from "@/lib/services/id-card-renewal/service";
import { photoMeasuresSchema, sampleMeasuresSchema } from "@/lib/state-databases/photo-examiner/port";
import { examiner } from "./examiner";

const portraits = path.join(import.meta.dirname, "..", "..", "..", "prisma", "datasets", "portraits");
const mostBytes = 5 * 1024 * 1024;
/** The first examination starts the process. */
const timeout = 30_000;

afterAll(() => {
  examiner.stop();
});

const read = (name: string) => new Uint8Array(readFileSync(path.join(portraits, `${name}.jpg`)));

async function cleaned(upload: Uint8Array) {
  const picture = await cleanPicture(upload, mostBytes);
  if (!picture.ok) throw new Error(picture.error);
  return picture.value;
}

/** Measures an upload as the portal does: made clean first, as it is kept. */
async function photoMeasures(upload: Uint8Array) {
  const { bytes } = await cleaned(upload);
  return photoMeasuresSchema.parse(await examiner.examine({ operation: "photo", picture: bytes }));
}

/** Every reason for which the photo's checks refuse an upload. */
async function refusalsOf(upload: Uint8Array): Promise<readonly string[]> {
  const picture = await cleaned(upload);
  const value = photoMeasuresSchema.parse(await examiner.examine({ operation: "photo", picture: picture.bytes }));
  const { width, height, original } = picture;
  return idCardRenewal.stages
    .filter((stage): stage is CheckStage => stage.kind === "check" && stage.group === "photo")
    .map((check) =>
      check.judge(
        { photoMeasures: { kind: "found", value } },
        {
          answers: { photo: { photo: { width, height, bytes: original.bytes } } },
          evidence: {},
          today: localDate("2026-11-21"),
        },
      ),
    )
    .flatMap((verdict) => (verdict.kind === "refused" ? [verdict.reason] : []));
}

/** What each of the failing portraits is refused for; those that show a signature are no portraits. */
const failing: Readonly<Record<string, readonly string[]>> = {
  blurred: ["photo-blurred"],
  "busy-background": ["photo-background-not-plain"],
  "dark-background": ["photo-background-too-dark"],
  "exif-rotated-gps": [],
  "low-resolution": ["photo-too-few-pixels", "photo-file-too-small"],
  "no-face": ["photo-no-face"],
  profile: ["photo-not-frontal"],
  sunglasses: ["photo-eyes-hidden"],
  tilted: ["photo-tilted"],
  "too-big-face": ["photo-head-too-large"],
  "too-small-face": ["photo-head-too-small"],
  "two-faces": ["photo-several-faces"],
  "uneven-light": ["photo-light-uneven"],
  "wrong-aspect": ["photo-wrong-shape"],
};

const people = ["p1", "p2", "p3", "p4"] as const;
const good = people.flatMap((person) => [`${person}/reference`, `${person}/new`]);

describe("the portraits", () => {
  it("are all looked at here", () => {
    const files = readdirSync(path.join(portraits, "failing")).filter((name) => !name.includes("sample"));
    expect(files.map((name) => name.replace(".jpg", "")).toSorted()).toEqual(Object.keys(failing).toSorted());
  });

  it.each(good)("%s passes", { timeout }, async (name) => {
    expect(await refusalsOf(read(name))).toEqual([]);
  });

  it.each(Object.entries(failing))("%s is refused for %j", { timeout }, async (name, reasons) => {
    expect(await refusalsOf(read(`failing/${name}`))).toEqual(reasons);
  });

  it.each(people)("%s/new passes in half the pixels, and as PNG", { timeout }, async (person) => {
    const picture = read(`${person}/new`);
    const half = await sharp(picture).resize(450).jpeg({ quality: 90 }).toBuffer();
    expect(await refusalsOf(half)).toEqual([]);
    expect(await refusalsOf(await sharp(picture).resize(700).png().toBuffer())).toEqual([]);
  });

  it.each([
    ["p1/new", 74, 79],
    ["p2/new", 74, 78],
    ["p3/new", 71, 78],
    ["p4/new", 73, 78],
    ["failing/too-small-face", 36, 41],
    ["failing/too-big-face", 95, 110],
    ["failing/dark-background", 73, 79],
  ])("%s shows a head of %i to %i %% of the height", { timeout }, async (name, least, most) => {
    const share = (await photoMeasures(read(name))).face?.head.share;
    expect(share).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  });

  it.each([
    ["p1/new", 420],
    ["p2/new", 900],
    ["p3/new", 420],
  ])("%s is sharp or blurred at %i pixels too", { timeout }, async (name, width) => {
    const sharpnessAt = async (sigma: number) => {
      const blurred = await sharp(read(name)).blur(sigma).toBuffer();
      return (await photoMeasures(await sharp(blurred).resize(width).jpeg().toBuffer())).face?.sharpness;
    };
    expect(await sharpnessAt(1)).toBeGreaterThan(60);
    expect(await sharpnessAt(7)).toBeLessThan(12);
  });
});

describe("likeness", () => {
  const pairs = people.flatMap((one) => people.map((other) => [`${one}/new`, `${other}/reference`] as const));
  const likeness = (picture: Uint8Array, reference: Uint8Array) =>
    examiner.examine({ operation: "likeness", picture, reference });

  it.each(pairs)("%s and %s", { timeout }, async (first, second) => {
    const alike = await likeness(read(first), read(second));
    if (first.slice(0, 2) === second.slice(0, 2)) expect(alike).toBeGreaterThanOrEqual(0.88);
    else expect(alike).toBeLessThanOrEqual(0.6);
  });

  it("sees through size, format and a photo on its side", { timeout }, async () => {
    const small = await sharp(read("p1/new")).resize(420).png().toBuffer();
    expect(await likeness(small, read("p1/reference"))).toBeGreaterThanOrEqual(0.88);
    expect(await likeness(read("failing/exif-rotated-gps"), read("p1/reference"))).toBeGreaterThanOrEqual(0.88);
  });

  it("is none where there is no face, and unknown where there is no picture", { timeout }, async () => {
    expect(await likeness(read("failing/no-face"), read("p1/reference"))).toBe(0);
    expect(await likeness(Buffer.from("no picture"), read("p1/reference"))).toBeNull();
  });
});

describe("signature samples", () => {
  const measured = async (picture: Uint8Array) =>
    sampleMeasuresSchema.parse(await examiner.examine({ operation: "signature-sample", picture }));

  /** A wave of one grey on another, `move` pixels to the right. */
  const drawn = (stroke: number, ground: number, move = 0) => {
    const [width, height] = [600, 200];
    const pixels = Buffer.alloc(width * height, ground);
    for (let x = 60; x < 540; x += 1) {
      const y = Math.round(height / 2 + 60 * Math.sin(x / 30));
      for (let pen = -3; pen <= 3; pen += 1) {
        if (x + move >= 0 && x + move < width) pixels[(y + pen) * width + x + move] = stroke;
      }
    }
    return sharp(pixels, { raw: { width, height, channels: 1 } })
      .png()
      .toBuffer();
  };

  it("tells strokes from paper", { timeout }, async () => {
    expect(await measured(await drawn(30, 255))).toMatchObject({ ground: 100, touches: [] });
    expect((await measured(await drawn(30, 255))).covered).toBeGreaterThan(100);
    expect(await measured(await drawn(255, 255))).toMatchObject({ covered: 0, extent: null });
    // The shadow of a hand, the grain of paper.
    expect(await measured(await drawn(216, 255))).toMatchObject({ covered: 0 });
  });

  it("sees strokes at each edge", { timeout }, async () => {
    expect((await measured(await drawn(30, 255, 100))).touches).toEqual(["right"]);
    expect((await measured(await drawn(30, 255, -100))).touches).toEqual(["left"]);
    const upright = await sharp(await drawn(30, 255, 100))
      .rotate(90)
      .toBuffer();
    expect((await measured(upright)).touches).toEqual(["bottom"]);
    const onItsHead = await sharp(await drawn(30, 255, 100))
      .rotate(270)
      .toBuffer();
    expect((await measured(onItsHead)).touches).toEqual(["top"]);
  });

  it.each([
    ["blank-sample", { covered: 0 }],
    ["cut-off-sample", { touches: ["right"] }],
    ["light-on-dark-sample", { ground: 13 }],
  ])("%s", { timeout }, async (name, expected) => {
    expect(await measured(read(`failing/${name}`))).toMatchObject(expected);
  });
});
