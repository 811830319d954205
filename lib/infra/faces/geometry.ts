import "server-only";

/** A place in a picture, in pixels of it. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A grey or colour picture in memory: rows from the top, `channels` bytes a pixel. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** What the model has found of one face, in pixels of the picture that the measures are taken of. */
export interface FoundFace {
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  /** In degrees: to the side, up or down, towards a shoulder. */
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** The middle of the upper forehead, and the chin: points 10 and 152 of the face mesh. */
  readonly forehead: Point;
  readonly chin: Point;
  /** The cheeks' apples, and the eyes with half the width of each; left and right as they lie in the picture. */
  readonly cheeks: { readonly left: Point; readonly right: Point };
  readonly eyes: { readonly left: Eye; readonly right: Eye };
}

export interface Eye extends Point {
  readonly radius: number;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** How bright a colour looks, 0…255 (Rec. 709 weights on the stored values). */
export function brightness(red: number, green: number, blue: number): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The colour at a place; undefined outside. */
export function colourAt(picture: Pixels, x: number, y: number): readonly [number, number, number] | undefined {
  const [column, row] = [Math.round(x), Math.round(y)];
  if (column < 0 || row < 0 || column >= picture.width || row >= picture.height) return undefined;
  const at = (row * picture.width + column) * picture.channels;
  const [red = 0, green = 0, blue = 0] = picture.data.subarray(at, at + 3);
  return picture.channels === 1 ? [red, red, red] : [red, green, blue];
}

/** The mean brightness of a disc, 0…255; undefined when none of it lies in the picture. */
export function brightnessAround(picture: Pixels, centre: Point, radius: number): number | undefined {
  let sum = 0;
  let count = 0;
  for (let dy = -radius; dy <= radius; dy += 1) {
    for (let dx = -radius; dx <= radius; dx += 1) {
      if (dx * dx + dy * dy > radius * radius) continue;
      const colour = colourAt(picture, centre.x + dx, centre.y + dy);
      if (!colour) continue;
      sum += brightness(...colour);
      count += 1;
    }
  }
  return count === 0 ? undefined : sum / count;
}
