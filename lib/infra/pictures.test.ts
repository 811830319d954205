import { readFileSync } from "node:fs";
import path from "node:path";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { cleanPicture } from "./pictures";

const portraits = path.join(import.meta.dirname, "..", "..", "prisma", "datasets", "portraits");
const portrait = readFileSync(path.join(portraits, "p1", "new.jpg"));
const onItsSide = readFileSync(path.join(portraits, "failing", "exif-rotated-gps.jpg"));
const mostBytes = 5 * 1024 * 1024;

/** What becomes of an upload: the problem's name, or the clean picture. */
async function cleaned(upload: Uint8Array, most = mostBytes) {
  const picture = await cleanPicture(upload, most);
  return picture.ok ? picture.value : picture.error;
}

/** The same, for an upload that must become a picture. */
async function pictureOf(upload: Uint8Array) {
  const picture = await cleaned(upload);
  if (typeof picture === "string") throw new Error(picture);
  return picture;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG of white pixels of one bit each: small to send, huge to open. */
function png(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const row = Math.ceil(side / 8) + 1;
  const rows = Buffer.alloc(row * side, 0xff);
  for (let index = 0; index < side; index += 1) rows[row * index] = 0;
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    magic,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The beginning of a file in the box format of AVIF and HEIC. */
function boxes(brand: string): Buffer {
  return Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0mif1${brand}`, "latin1")]);
}

const tiff = Buffer.concat([Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]), Buffer.alloc(64)]);
const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1157"><rect width="900" height="1157"/></svg>',
);
const script = "<script>alert(document.domain)</script>";

describe("an upload that is no photo", () => {
  it.each([
    ["0 bytes", Buffer.alloc(0), "empty"],
    ["SVG", svg, "not-a-picture"],
    ["AVIF", boxes("avif"), "not-a-picture"],
    ["HEIC", boxes("heic"), "not-a-picture"],
    ["TIFF", tiff, "not-a-picture"],
    ["GIF", Buffer.from("GIF89a\x01\0\x01\0\0\0\0;", "latin1"), "not-a-picture"],
    ["WebP", Buffer.from("RIFF\x24\0\0\0WEBPVP8 ", "latin1"), "not-a-picture"],
    ["PDF", Buffer.from("%PDF-1.7\n%%EOF\n"), "not-a-picture"],
    ["HTML", Buffer.from(script), "not-a-picture"],
    ["half a JPEG", portrait.subarray(0, portrait.length / 2), "damaged"],
    ["a JPEG's beginning before an SVG", Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), svg]), "damaged"],
    ["a PNG of 225 megapixels", png(15_000), "too-many-pixels"],
    ["a PNG of 49 megapixels is one still", png(7_000), { width: 7_000, height: 7_000 }],
  ])("%s", { timeout: 30_000 }, async (_, upload, expected) => {
    const picture = await cleaned(upload);
    if (typeof expected === "string") expect(picture).toBe(expected);
    else expect(picture).toMatchObject(expected);
  });

  it("is told by its bytes, one more than allowed", async () => {
    expect(await cleaned(portrait, portrait.length - 1)).toBe("too-many-bytes");
    expect(await cleaned(portrait, portrait.length)).toMatchObject({ width: 900, height: 1157 });
  });

  it("is opened by no loader but the two, even where its kind were not looked at", async () => {
    for (const other of [svg, tiff]) {
      await expect(sharp(other).toBuffer()).rejects.toThrow(/unsupported image format/);
    }
    await expect(sharp(path.join(portraits, "p1", "new.jpg")).toBuffer()).rejects.toThrow();
  });
});

describe("a photo that is something else as well", () => {
  it.each(["jpeg", "png"] as const)("is made anew as %s: nothing of what was hidden in it is left", async (format) => {
    const picture = await sharp(portrait)
      .resize(420)
      .withExif({ IFD0: { ImageDescription: script, Copyright: script } })
      .toFormat(format)
      .toBuffer();
    const polyglot = Buffer.concat([picture, Buffer.from(`${script}<?php system($_GET[0]); ?>PK\x03\x04`)]);
    expect(polyglot.includes("alert(document.domain)")).toBe(true);
    const { bytes, mediaType } = await pictureOf(polyglot);
    expect(mediaType).toBe(`image/${format}`);
    for (const hidden of ["script", "php", "PK\x03\x04"])
      expect(Buffer.from(bytes).includes(hidden), hidden).toBe(false);
  });
});

describe("a photo that lies on its side, with the place where it was taken", () => {
  let bytes: Uint8Array;
  beforeAll(async () => {
    ({ bytes } = await pictureOf(onItsSide));
  });

  it("has both to begin with", async () => {
    const { width, height, orientation, exif } = await sharp(onItsSide).metadata();
    expect({ width, height, orientation }).toEqual({ width: 1157, height: 900, orientation: 6 });
    expect(exif && hasGps(exif)).toBe(true);
  });

  it("stands upright, as its measures do", async () => {
    expect(await cleaned(onItsSide)).toMatchObject({ width: 900, height: 1157 });
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 900, height: 1157 });
  });

  it("has no metadata left", async () => {
    const { exif, xmp, iptc, icc, orientation } = await sharp(bytes).metadata();
    expect({ exif, xmp, iptc, icc, orientation }).toEqual({});
    expect(Buffer.from(bytes).includes("Exif")).toBe(false);
  });
});

it("keeps many uploads at once in order, and decodes every one", { timeout: 60_000 }, async () => {
  const small = await sharp(portrait).resize(420).jpeg().toBuffer();
  const uploads = Array.from({ length: 20 }, (_, index) => (index % 5 === 4 ? portrait.subarray(0, 20_000) : small));
  const outcomes = await Promise.all(uploads.map((upload) => cleaned(upload)));
  expect(outcomes.filter((outcome) => outcome === "damaged")).toHaveLength(4);
  expect(outcomes.filter((outcome) => typeof outcome !== "string")).toHaveLength(16);
});

it("turns away whoever comes when sixty wait, and takes them again later", { timeout: 60_000 }, async () => {
  const small = await sharp(portrait).resize(420).jpeg().toBuffer();
  const outcomes = await Promise.all(Array.from({ length: 65 }, () => cleaned(small)));
  expect(outcomes.filter((outcome) => outcome === "busy")).toHaveLength(3);
  expect(outcomes.filter((outcome) => typeof outcome !== "string")).toHaveLength(62);
  expect(await cleaned(small)).toMatchObject({ width: 420 });
});

/** Whether EXIF's first directory points to one of GPS (tag 0x8825). */
function hasGps(exif: Buffer): boolean {
  const start = exif.subarray(0, 4).toString("latin1") === "Exif" ? 6 : 0;
  const isLittle = exif.subarray(start, start + 2).toString("latin1") === "II";
  const short = (at: number) => (isLittle ? exif.readUInt16LE(start + at) : exif.readUInt16BE(start + at));
  const long = (at: number) => (isLittle ? exif.readUInt32LE(start + at) : exif.readUInt32BE(start + at));
  const first = long(4);
  return Array.from({ length: short(first) }, (_, entry) => short(first + 2 + 12 * entry)).includes(0x8825);
}
