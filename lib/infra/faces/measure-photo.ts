import "server-only";
import sharp from "sharp";
import type { Area, PhotoMeasures } from "@/lib/state-databases/photo-examiner/port";
import { measureBackground, type Background } from "./background";
import { decodeColour } from "./decode";
import { measureEyes, measureLight, measureSharpness } from "./face-pixels";
import { distance, type FoundFace, type Pixels, type Point } from "./geometry";
import { measureHead } from "./head";
import type { FaceModel } from "./model";

/** The longer side of what the model looks at, in pixels: more would cost memory and tell nothing more. */
export const lookedAt = 1_200;
/** Rows of the picture in which colours are measured: grain is gone there, and a pixel is a tenth of a millimetre on the card. */
const colourRows = 320;
const grain = 0.8;
/** Pixels from upper forehead to chin at which sharpness is measured, whatever the picture's own size. */
const sharpnessLength = 160;
/** The inner face, in lengths from upper forehead to chin: half its width, what lies above the eyes, its height. */
const innerFace = { half: 0.36, above: 0.17, height: 0.66 } as const;
/** A background that hair can be told from, in percent. */
const tellsHair = { plain: 90, light: 60 } as const;

/** Measures a portrait; null when the bytes are no picture. */
export async function measurePhoto(bytes: Uint8Array, model: FaceModel): Promise<PhotoMeasures | null> {
  const picture = await decodeColour(bytes, lookedAt);
  if (!picture) return null;
  const seen = await model.findFaces(picture);
  const small = await shrunk(picture);
  const scale = small.height / picture.height;
  const faces = seen.map((face) => scaled(face, scale));
  const background = measureBackground(small, faces);
  const { area } = percentOf(small);
  const [face, ...others] = faces;
  const [original] = seen;
  return {
    faces: faces.map(({ box }) => area(box)),
    face:
      face && original && others.length === 0 ? await measureFace(picture, original, small, face, background) : null,
    background: {
      plain: Math.round(background.plain),
      light: Math.round(background.light),
      spots: background.spots.map(area),
    },
  };
}

/** Measures the one face of `picture`, found there as `original` and in the small copy as `face`. */
async function measureFace(
  picture: Pixels,
  original: FoundFace,
  small: Pixels,
  face: FoundFace,
  background: Background,
): Promise<NonNullable<PhotoMeasures["face"]>> {
  const { place } = percentOf(small);
  const tells = background.plain >= tellsHair.plain && background.light >= tellsHair.light;
  const head = measureHead(small, face, background, tells);
  const light = measureLight(small, face);
  const open = measureEyes(small, face, light);
  const eye = (at: FoundFace["eyes"]["left"]) => ({ ...place(at), radius: tenth((100 * at.radius) / small.width) });
  return {
    yaw: Math.round(face.yaw),
    pitch: Math.round(face.pitch),
    roll: Math.round(face.roll),
    head: { share: Math.round(head.share), chin: place(head.chin), crown: place(head.crown) },
    light: { left: Math.round(light.left), right: Math.round(light.right) },
    cheeks: { left: place(face.cheeks.left), right: place(face.cheeks.right) },
    openEyes: { left: Math.round(open.left), right: Math.round(open.right) },
    eyes: { left: eye(face.eyes.left), right: eye(face.eyes.right) },
    sharpness: Math.round(measureSharpness(await innerFaceOf(picture, original))),
  };
}

const rawOf = ({ width, height, channels }: Pixels) => ({ raw: { width, height, channels } });

async function shrunk(picture: Pixels): Promise<Pixels> {
  const { data, info } = await sharp(picture.data, rawOf(picture))
    .resize({ height: colourRows })
    .blur(grain)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: 3 };
}

async function innerFaceOf(picture: Pixels, face: FoundFace): Promise<Pixels> {
  const length = distance(face.forehead, face.chin);
  const middle = { x: (face.eyes.left.x + face.eyes.right.x) / 2, y: (face.eyes.left.y + face.eyes.right.y) / 2 };
  const left = within(middle.x - innerFace.half * length, picture.width - 1);
  const top = within(middle.y - innerFace.above * length, picture.height - 1);
  const width = Math.max(1, within(2 * innerFace.half * length, picture.width - left));
  const height = Math.max(1, within(innerFace.height * length, picture.height - top));
  const scale = sharpnessLength / length;
  const { data, info } = await sharp(picture.data, rawOf(picture))
    .extract({ left, top, width, height })
    .greyscale()
    .resize({ width: atLeast3(width * scale), height: atLeast3(height * scale), fit: "fill" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: 1 };
}

/** A Laplacian needs a pixel on each side. */
function atLeast3(length: number): number {
  return Math.max(3, Math.round(length));
}

function within(value: number, most: number): number {
  return Math.min(Math.max(0, Math.round(value)), most);
}

function scaled(face: FoundFace, by: number): FoundFace {
  const point = ({ x, y }: Point) => ({ x: x * by, y: y * by });
  const eye = (at: FoundFace["eyes"]["left"]) => ({ ...point(at), radius: at.radius * by });
  const { left, top, width, height } = face.box;
  return {
    ...face,
    box: { left: left * by, top: top * by, width: width * by, height: height * by },
    forehead: point(face.forehead),
    chin: point(face.chin),
    cheeks: { left: point(face.cheeks.left), right: point(face.cheeks.right) },
    eyes: { left: eye(face.eyes.left), right: eye(face.eyes.right) },
  };
}

function percentOf({ width, height }: Pixels) {
  const across = (value: number) => tenth((100 * value) / width);
  const down = (value: number) => tenth((100 * value) / height);
  return {
    place: ({ x, y }: Point) => ({ x: across(x), y: down(y) }),
    area: (box: Area): Area => ({
      left: across(box.left),
      top: down(box.top),
      width: across(box.width),
      height: down(box.height),
    }),
  };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
