import "server-only";
import type { Sharp } from "sharp";
import { openPicture } from "../pictures";
import type { Pixels } from "./geometry";

/** An upright colour picture of at most `side` pixels a side, transparent parts white; null when it cannot be opened. */
export function decodeColour(bytes: Uint8Array, side: number): Promise<Pixels | null> {
  return pixelsOf(withinSide(bytes, side).toColourspace("srgb"), 3);
}

/** The same in grey. */
export function decodeGrey(bytes: Uint8Array, side: number): Promise<Pixels | null> {
  return pixelsOf(withinSide(bytes, side).greyscale(), 1);
}

function withinSide(bytes: Uint8Array, side: number): Sharp {
  return openPicture(bytes)
    .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" });
}

async function pixelsOf(picture: Sharp, channels: Pixels["channels"]): Promise<Pixels | null> {
  try {
    const { data, info } = await picture.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height, channels };
  } catch {
    return null;
  }
}
