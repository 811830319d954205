import "server-only";
import type { SampleMeasures } from "@/lib/state-databases/photo-examiner/port";
import { decodeGrey } from "./decode";

/** The longer side at which strokes are looked for, in pixels. */
const lookedAt = 600;
/** A difference of brightness from the ground that is a stroke, not the paper's shadow or grain: of 255. */
const strokeDifference = 50;
/** So much of an edge may be strokes before the signature is taken to run out of the picture: a speck of dust is no stroke. */
const edgeShare = 0.004;
/** The width of an edge, as a share of the longer side. */
const edgeWidth = 0.006;

/**
 * Measures a picture of a signature: the ground is what most of it has, strokes are what differs. Null when the bytes are no
 * picture.
 */
export async function measureSample(bytes: Uint8Array): Promise<SampleMeasures | null> {
  const picture = await decodeGrey(bytes, lookedAt);
  if (!picture) return null;
  const { data, width, height } = picture;
  const ground = median(data);
  const edge = Math.max(1, Math.round(edgeWidth * Math.max(width, height)));
  const touched = { top: 0, right: 0, bottom: 0, left: 0 };
  let count = 0;
  let sum = 0;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = data[y * width + x] ?? ground;
      if (Math.abs(value - ground) < strokeDifference) continue;
      count += 1;
      sum += value;
      [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
      if (y < edge) touched.top += 1;
      if (x >= width - edge) touched.right += 1;
      if (y >= height - edge) touched.bottom += 1;
      if (x < edge) touched.left += 1;
    }
  }
  const isTouched = (side: keyof typeof touched) =>
    touched[side] > edgeShare * edge * (side === "top" || side === "bottom" ? width : height);
  const percent = (value: number) => Math.round((100 * value) / 255);
  return {
    ground: percent(ground),
    strokes: percent(count === 0 ? ground : sum / count),
    covered: Math.round((10_000 * count) / (width * height)),
    extent:
      count === 0
        ? null
        : {
            left: (100 * left) / width,
            top: (100 * top) / height,
            width: (100 * (right - left + 1)) / width,
            height: (100 * (bottom - top + 1)) / height,
          },
    touches: (["top", "right", "bottom", "left"] as const).filter(isTouched),
  };
}

function median(values: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  let seen = 0;
  return Math.max(
    0,
    counts.findIndex((count) => (seen += count) > values.length / 2),
  );
}
