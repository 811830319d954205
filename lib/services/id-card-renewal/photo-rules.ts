import type { Mark } from "@/lib/process/marks";
import type { Area, PhotoMeasures, SampleMeasures } from "@/lib/state-databases/photo-examiner/port";

type Face = NonNullable<PhotoMeasures["face"]>;

/**
 * What a photo for a document must be [S4 §3.10]: 35×45 mm at 300 dpi or more, 7:9 ±2 %, a file of at least 20 KB, the face 70–80 % of
 * the height [pub]; the rest puts numbers on "one face, frontal, plain light background, even light, not blurred, eyes visible" [ours].
 */
export const photoRequirements = {
  minWidth: 413,
  minHeight: 531,
  shape: { width: 7, height: 9 },
  shapeTolerancePercent: 2,
  minBytes: 20 * 1024,
  /** The head to the side, up or down, and towards a shoulder, in degrees to either side. */
  mostYaw: 10,
  mostPitch: 15,
  mostRoll: 8,
  /** From the chin to the top of the hair, in percent of the height, both ends included. */
  leastHead: 70,
  mostHead: 80,
  /** So much of the background has one colour, in percent; how bright that is, in percent of white. */
  leastPlain: 90,
  leastBackgroundLight: 70,
  /** The darker cheek, in percent of the brighter one. */
  leastEvenness: 65,
  leastSharpness: 20,
  /** An eye with the skin around it, in percent of its cheek: behind a dark glass it is some 10. */
  leastEyeLight: 35,
} as const;

/** A photo at or above this likeness is taken for the same person's [S4 §3.11]. */
export const likenessThreshold = 0.8;

/** What a sample of a signature must be: pixels enough to be printed, dark strokes on a light ground, inside of the frame [S4 §3.9] [ours]. */
export const signatureSampleRequirements = {
  minWidth: 200,
  minHeight: 60,
  /** What strokes cover, in hundredths of a percent: less is a blank sheet, more is no writing. */
  leastCovered: 20,
  mostCovered: 4_000,
  /** How bright the ground is, in percent of white, and how much darker the strokes are. */
  leastGround: 60,
  leastContrast: 25,
} as const;

/** Whether a picture of `width` × `height` pixels has the shape of a document photo: 7:9, at most 2 % off. */
export function hasPhotoShape(width: number, height: number): boolean {
  const { shape, shapeTolerancePercent } = photoRequirements;
  // In whole numbers: a quotient would put a photo that is exactly 2 % off on the wrong side.
  const [actual, exact] = [width * shape.height, height * shape.width];
  return Math.abs(actual - exact) * 100 <= exact * shapeTolerancePercent;
}

/** The largest part of a picture that has the shape of a document photo, in percent. */
export function shapeWithin(width: number, height: number): Area {
  const { shape } = photoRequirements;
  const wide = Math.min(1, (height * shape.width) / (width * shape.height));
  const high = Math.min(1, (width * shape.height) / (height * shape.width));
  return { left: 50 - 50 * wide, top: 50 - 50 * high, width: 100 * wide, height: 100 * high };
}

/** How even the light on a face is: the darker cheek in whole percent of the brighter one; 100 when both are black. */
export function evenness({ left, right }: Face["light"]): number {
  const [darker, brighter] = [Math.min(left, right), Math.max(left, right)];
  return brighter === 0 ? 100 : Math.round((100 * darker) / brighter);
}

/** The line through the eyes, drawn on to both sides of the face, and the level one that it should be. */
export function tiltMarks({ left, right }: Face["eyes"]): readonly Mark[] {
  const middle = { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 };
  const [across, down] = [right.x - left.x, right.y - left.y];
  return [
    {
      shape: "line",
      is: "wrong",
      from: { x: middle.x - across, y: middle.y - down },
      to: { x: middle.x + across, y: middle.y + down },
    },
    {
      shape: "line",
      is: "wanted",
      from: { x: middle.x - across, y: middle.y },
      to: { x: middle.x + across, y: middle.y },
    },
  ];
}

/** The head's height as it is, and the smallest and the largest that it may be. */
export function headMarks({ chin, crown }: Face["head"]): readonly Mark[] {
  const level = (y: number, is: Mark["is"]): Mark => ({ shape: "line", is, from: { x: 0, y }, to: { x: 100, y } });
  const middle = (chin.y + crown.y) / 2;
  const { leastHead, mostHead } = photoRequirements;
  return [
    ...[leastHead, mostHead].flatMap((share) => [
      level(middle - share / 2, "wanted"),
      level(middle + share / 2, "wanted"),
    ]),
    level(crown.y, "wrong"),
    level(chin.y, "wrong"),
    { shape: "line", is: "wrong", from: crown, to: chin },
  ];
}

/** Areas as marks of what is wrong. */
export function areaMarks(areas: readonly Area[]): readonly Mark[] {
  return areas.map((area) => ({ shape: "area", is: "wrong", ...area }));
}

/** Discs around places, as marks of what is wrong. */
export function discMarks(
  places: readonly { readonly x: number; readonly y: number }[],
  radius: number,
): readonly Mark[] {
  return places.map(({ x, y }) => ({ shape: "disc", is: "wrong", x, y, radius }));
}

/** The eyes that are covered. */
export function coveredEyes({ openEyes, eyes }: Pick<Face, "openEyes" | "eyes">): readonly Face["eyes"]["left"][] {
  return (["left", "right"] as const)
    .filter((side) => openEyes[side] < photoRequirements.leastEyeLight)
    .map((side) => eyes[side]);
}

/** Where strokes run out of a sample: strips along the edges that they touch. */
export function edgeAreas(touches: SampleMeasures["touches"]): readonly Area[] {
  const strip = { top: 3, left: 1.5 };
  const whole = { left: 0, top: 0, width: 100, height: 100 };
  return touches.map((edge) => {
    switch (edge) {
      case "top":
        return { ...whole, height: strip.top };
      case "bottom":
        return { ...whole, top: 100 - strip.top, height: strip.top };
      case "left":
        return { ...whole, width: strip.left };
      case "right":
        return { ...whole, left: 100 - strip.left, width: strip.left };
    }
  });
}
