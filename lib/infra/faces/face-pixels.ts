import "server-only";
import { brightnessAround, distance, type FoundFace, type Pixels } from "./geometry";

export interface Light {
  /** The mean brightness of each cheek, in percent of white. */
  readonly left: number;
  readonly right: number;
}

/** The radius of the patch on a cheek, in lengths from upper forehead to chin. */
const cheekPatch = 0.075;
/** The radius of the patch around an eye, in half widths of the eye: lids and the skin below are in it. */
const eyePatch = 1.15;

/** How bright the cheeks are. */
export function measureLight(picture: Pixels, face: FoundFace): Light {
  const radius = cheekPatch * distance(face.forehead, face.chin);
  const of = (side: "left" | "right") => (100 * (brightnessAround(picture, face.cheeks[side], radius) ?? 0)) / 255;
  return { left: of("left"), right: of("right") };
}

/**
 * How bright each eye with the skin around it is, in percent of the cheek below it: an eye in the open is somewhat darker than the
 * cheek, a dark glass far darker. Its own cheek, so that neither the skin's colour nor the light matters.
 */
export function measureEyes(picture: Pixels, face: FoundFace, light: Light): Light {
  const of = (side: "left" | "right") => {
    const eye = face.eyes[side];
    const around = (100 * (brightnessAround(picture, eye, eyePatch * eye.radius) ?? 0)) / 255;
    return (100 * around) / Math.max(light[side], 1);
  };
  return { left: of("left"), right: of("right") };
}

/**
 * How sharp a grey picture of a face is: the variance of its Laplacian in ten-thousandths of its squared mean, so that neither the
 * light nor the skin's colour matters. Comparable only between pictures in which the face has the same size.
 */
export function measureSharpness({ data, width, height }: Pixels): number {
  const at = (x: number, y: number) => data[y * width + x] ?? 0;
  let count = 0;
  let brightness = 0;
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const edge = 4 * at(x, y) - at(x - 1, y) - at(x + 1, y) - at(x, y - 1) - at(x, y + 1);
      count += 1;
      brightness += at(x, y);
      sum += edge;
      squares += edge * edge;
    }
  }
  if (count === 0 || brightness === 0) return 0;
  const variance = squares / count - (sum / count) ** 2;
  return (10_000 * variance) / (brightness / count) ** 2;
}
