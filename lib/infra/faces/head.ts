import "server-only";
import { difference, type Background } from "./background";
import { colourAt, distance, type FoundFace, type Pixels, type Point } from "./geometry";

export interface Head {
  readonly crown: Point;
  readonly chin: Point;
  /** From the chin to the top of the head, in percent of the picture's height. */
  readonly share: number;
}

/**
 * The head's height in lengths from upper forehead to chin, points 10 and 152 of the face mesh. People measure some 1.25 to 1.45,
 * hair included; beyond the ends something else was measured: a hat, hair piled up, a bald head against a wall of its colour.
 */
const lengths = { least: 1.2, usual: 1.4, most: 1.55 } as const;
/** The strip along the face's axis in which the top of the hair is looked for, in the same lengths to either side. */
const stripHalf = 0.22;
/** So much of a row of the strip must be something else than background for the head to go on there. */
const stillHead = 0.05;
/** A difference from the background's colour that is no background any more; grey hair is not far from a grey wall. */
const notBackground = 14;

/**
 * Finds the top of the head: from the forehead upwards along the face's axis until nothing but background lies across. Where the
 * background is not plain, or the head goes on beyond the picture, the usual proportion stands in.
 */
export function measureHead(picture: Pixels, face: FoundFace, background: Background, isPlain: boolean): Head {
  const length = distance(face.forehead, face.chin);
  const up = { x: (face.forehead.x - face.chin.x) / length, y: (face.forehead.y - face.chin.y) / length };
  const at = (along: number, across: number): Point => ({
    x: face.chin.x + up.x * along - up.y * across,
    y: face.chin.y + up.y * along + up.x * across,
  });
  const seen = isPlain ? hairTop(picture, background, length, at) : undefined;
  const height = Math.min(Math.max(seen ?? lengths.usual * length, lengths.least * length), lengths.most * length);
  return { chin: face.chin, crown: at(height, 0), share: (100 * height) / picture.height };
}

/** How far above the chin the hair ends, in pixels; undefined when it does not end in the picture. */
function hairTop(
  picture: Pixels,
  { colour }: Background,
  length: number,
  at: (along: number, across: number) => Point,
): number | undefined {
  for (let along = length; along < 2 * length; along += 0.5) {
    let seen = 0;
    let other = 0;
    for (let across = -stripHalf * length; across <= stripHalf * length; across += 1) {
      const { x, y } = at(along, across);
      const here = colourAt(picture, x, y);
      if (!here) continue;
      seen += 1;
      if (difference(here, colour) > notBackground) other += 1;
    }
    if (seen === 0) return undefined;
    if (other <= stillHead * seen) return along;
  }
  return undefined;
}
