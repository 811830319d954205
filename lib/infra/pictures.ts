import "server-only";
import { createHash } from "node:crypto";
import sharp, { type Sharp } from "sharp";
import { err, ok, type Result } from "@/lib/kernel/result";

// Everything libvips can open is closed but the two formats that a photo comes in.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({ operation: ["VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer"] });
// One picture at a time per thread, nothing kept between them: memory stays bounded by the pixel cap.
sharp.cache(false);
sharp.concurrency(1);

/** The largest picture that is decoded, in pixels: a 50-megapixel camera's. */
const mostPixels = 50_000_000;
/** The longer side of what is kept, in pixels. */
const longestSide = 2_000;

/** A picture ready to be decoded, upright. In: the bytes of a JPEG or PNG. Decoding rejects what is damaged, of another kind or too large. */
export function openPicture(bytes: Uint8Array): Sharp {
  return sharp(bytes, { limitInputPixels: mostPixels, failOn: "error" }).autoOrient();
}

/** So many uploads are decoded at a time: each takes a thread of the four that files, names and passwords need as well. */
const mostAtOnce = 2;
/** So many more wait for their turn, each with its bytes in memory; whoever comes then is turned away. */
const mostWaiting = 60;
let atWork = 0;
const waiting: (() => void)[] = [];

/** Waits for its turn, in the order of arrival. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (atWork >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else atWork += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The turn is handed on: nobody who comes meanwhile takes it.
    if (next) next();
    else atWork -= 1;
  }
}

/** `busy`: nothing is wrong with the picture, too many wait already. */
export type PictureProblem = "empty" | "too-many-bytes" | "not-a-picture" | "too-many-pixels" | "damaged" | "busy";

export interface CleanPicture {
  readonly bytes: Uint8Array;
  readonly mediaType: "image/jpeg" | "image/png";
  readonly sha256: string;
  /** Of the upload, upright, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly original: { readonly format: "jpeg" | "png"; readonly bytes: number };
}

/**
 * Reads an upload and makes a clean picture of it: upright, no metadata, encoded anew, so that nothing of the file's own bytes
 * is kept. Accepts JPEG and PNG by content, whatever the file is called.
 */
export async function cleanPicture(
  upload: Uint8Array,
  maxBytes: number,
): Promise<Result<CleanPicture, PictureProblem>> {
  if (upload.length === 0) return err("empty");
  if (upload.length > maxBytes) return err("too-many-bytes");
  const format = formatOf(upload);
  if (!format) return err("not-a-picture");
  return waiting.length < mostWaiting ? inTurn(() => reencoded(upload, format)) : err("busy");
}

async function reencoded(
  upload: Uint8Array,
  format: CleanPicture["original"]["format"],
): Promise<Result<CleanPicture, PictureProblem>> {
  try {
    const header = await sharp(upload, { limitInputPixels: false }).metadata();
    if (header.width * header.height > mostPixels) return err("too-many-pixels");
    const resized = openPicture(upload).resize({
      width: longestSide,
      height: longestSide,
      fit: "inside",
      withoutEnlargement: true,
    });
    const encoded = format === "jpeg" ? resized.jpeg({ quality: 90 }) : resized.png();
    const bytes = await encoded.toBuffer();
    const { width, height } = header.autoOrient;
    return ok({
      bytes: new Uint8Array(bytes),
      mediaType: `image/${format}`,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      width,
      height,
      original: { format, bytes: upload.length },
    });
  } catch {
    // libvips names no kinds of error: a header it understood and a body it could not read is a damaged file.
    return err("damaged");
  }
}

function formatOf(bytes: Uint8Array): "jpeg" | "png" | undefined {
  const starts = (...magic: number[]) => magic.every((byte, index) => bytes[index] === byte);
  if (starts(0xff, 0xd8, 0xff)) return "jpeg";
  return starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) ? "png" : undefined;
}
