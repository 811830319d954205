import "server-only";
import sharp from "sharp";

const [width, height] = [18, 24];
/** The upper part of a 35×45 portrait: head and hair, without most of the clothes. */
const upperShare = 0.75;
const mostPixels = 50_000_000;

/**
 * How alike two portraits are as pictures, 0…1: both are turned upright, cut to the upper three quarters, shrunk to 18×24 grey
 * pixels, and the differences between neighbouring pixels are correlated; a negative correlation is 0. This is NOT face
 * recognition: it stands in for Digital ID on document portraits of one framing, and says so in this folder's README.
 * Throws when one of them is no picture.
 */
export async function pictureLikeness(first: Uint8Array, second: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all([slopes(first), slopes(second)]);
  const correlation = a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  return Math.min(1, Math.max(0, correlation));
}

async function slopes(picture: Uint8Array): Promise<number[]> {
  const image = sharp(picture, { limitInputPixels: mostPixels });
  const upright = (await image.metadata()).autoOrient;
  const upperHeight = Math.max(1, Math.round(upright.height * upperShare));
  const grey = await image
    .autoOrient()
    .extract({ left: 0, top: 0, width: upright.width, height: upperHeight })
    .greyscale()
    .resize(width, height, { fit: "fill" })
    .raw()
    .toBuffer();
  const at = (x: number, y: number) => grey[y * width + x] ?? 0;
  const differences: number[] = [];
  for (let y = 0; y < height - 1; y += 1) {
    for (let x = 0; x < width - 1; x += 1) differences.push(at(x + 1, y) - at(x, y), at(x, y + 1) - at(x, y));
  }
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const centred = differences.map((value) => value - mean);
  const length = Math.hypot(...centred);
  return length === 0 ? centred : centred.map((value) => value / length);
}
