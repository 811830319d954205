import "server-only";
import { brightness, colourAt, distance, type FoundFace, type Pixels } from "./geometry";

type Colour = readonly [number, number, number];

export interface Background {
  /** The colour that most of it has: the median of each channel. */
  readonly colour: Colour;
  /** How bright it is, in percent of white. */
  readonly light: number;
  /** How much of it has that colour, in percent. */
  readonly plain: number;
  /** Where it has another, as cells of a grid over the picture, in pixels; the strangest first. */
  readonly spots: readonly {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  }[];
}

/** A difference from the background's colour that is still the background: its grain, its fall-off towards the corners. */
const sameColour = 26;
/** Measured from the middle of a face in lengths from upper forehead to chin: hair and ears lie within. */
const headZone = { up: 0.25, along: 0.85, across: 0.66 } as const;
/** So many degrees to the side make the zone one length wider. */
const turnedBy = 60;
/** Where no face is found, the upper part of the picture is taken for background. */
const upperPart = 0.4;
const cells = { columns: 14, rows: 18 } as const;
const mostSpots = 24;

/** How far two colours lie apart: the largest difference of a channel, 0…255. */
export function difference(a: Colour, b: Colour): number {
  return Math.max(...a.map((value, channel) => Math.abs(value - (b[channel] ?? 0))));
}

/**
 * Measures what lies behind the heads: above the eyes, outside of hair and ears. Lower down are clothes and long hair.
 * In: a picture of some 300 rows.
 */
export function measureBackground(picture: Pixels, faces: readonly FoundFace[]): Background {
  const lowest =
    faces.length === 0
      ? picture.height * upperPart
      : Math.min(...faces.map(({ eyes }) => (eyes.left.y + eyes.right.y) / 2));
  const colours: { readonly x: number; readonly y: number; readonly colour: Colour }[] = [];
  for (let y = 0; y < lowest; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      const colour = colourAt(picture, x, y);
      if (colour && !faces.some((face) => isInHeadZone(face, x, y))) colours.push({ x, y, colour });
    }
  }
  if (colours.length === 0) return { colour: [0, 0, 0], light: 0, plain: 0, spots: [] };
  const channel = (index: 0 | 1 | 2) => median(colours.map(({ colour }) => colour[index]));
  const colour: Colour = [channel(0), channel(1), channel(2)];
  const strange = colours.filter((pixel) => difference(pixel.colour, colour) > sameColour);
  return {
    colour,
    light: (100 * brightness(...colour)) / 255,
    plain: 100 - (100 * strange.length) / colours.length,
    spots: spotsOf(picture, strange),
  };
}

function isInHeadZone(face: FoundFace, x: number, y: number): boolean {
  const length = distance(face.forehead, face.chin);
  const up = { x: (face.forehead.x - face.chin.x) / length, y: (face.forehead.y - face.chin.y) / length };
  const centre = {
    x: (face.forehead.x + face.chin.x) / 2 + up.x * headZone.up * length,
    y: (face.forehead.y + face.chin.y) / 2 + up.y * headZone.up * length,
  };
  const [dx, dy] = [x - centre.x, y - centre.y];
  const along = (dx * up.x + dy * up.y) / (headZone.along * length);
  // The back of a head that is turned away lies beside its face.
  const across = (dx * -up.y + dy * up.x) / ((headZone.across + Math.abs(face.yaw) / turnedBy) * length);
  return along * along + across * across <= 1;
}

function spotsOf(picture: Pixels, strange: readonly { readonly x: number; readonly y: number }[]): Background["spots"] {
  const [width, height] = [picture.width / cells.columns, picture.height / cells.rows];
  const counts = new Map<number, number>();
  for (const { x, y } of strange) {
    const cell = Math.floor(y / height) * cells.columns + Math.floor(x / width);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > (width * height) / 4)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, mostSpots)
    .map(([cell]) => ({
      left: (cell % cells.columns) * width,
      top: Math.floor(cell / cells.columns) * height,
      width,
      height,
    }));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
