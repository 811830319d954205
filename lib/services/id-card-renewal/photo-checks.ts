import type { Evidence, Known } from "@/lib/process/facts";
import { marked } from "@/lib/process/marks";
import { passed, refused, type Verdict } from "@/lib/process/stages";
import type { PhotoMeasures } from "@/lib/state-databases/photo-examiner/port";
import {
  areaMarks,
  coveredEyes,
  discMarks,
  evenness,
  hasPhotoShape,
  headMarks,
  likenessThreshold,
  photoRequirements,
  shapeWithin,
  tiltMarks,
} from "./photo-rules";
import type { IdCardReason } from "./reasons";
import { check } from "./stage-kinds";

const photo = { clause: "S4 §3.10", group: "photo", returnsTo: "photo" } as const;
const examined = { ...photo, uses: ["photoMeasures"] } as const;

/** The photo has enough pixels to be printed. */
export const photoHasEnoughPixels = check({
  ...photo,
  id: "photo-pixels",
  uses: [],
  judge: (_, { answers }) => {
    const { width = 0, height = 0 } = answers.photo?.photo ?? {};
    const { minWidth, minHeight } = photoRequirements;
    return width >= minWidth && height >= minHeight
      ? passed({ pixels: `${String(width)} × ${String(height)}` })
      : refused("photo-too-few-pixels", values({ width, height, minWidth, minHeight }));
  },
});

/** The photo has the shape of a document photo. */
export const photoHasTheShape = check({
  ...photo,
  id: "photo-shape",
  uses: [],
  judge: (_, { answers }) => {
    const { width = 0, height = 1 } = answers.photo?.photo ?? {};
    if (hasPhotoShape(width, height)) return passed();
    return refused("photo-wrong-shape", {
      ...values({ width, height }),
      ...marked([{ shape: "area", is: "wanted", ...shapeWithin(width, height) }]),
    });
  },
});

/** The photo's file is large enough not to have been squeezed. */
export const photoFileIsLargeEnough = check({
  ...photo,
  id: "photo-file-size",
  uses: [],
  judge: (_, { answers }) => {
    const bytes = answers.photo?.photo.bytes ?? 0;
    const { minBytes } = photoRequirements;
    return bytes >= minBytes
      ? passed()
      : refused("photo-file-too-small", values({ kilobytes: inKilobytes(bytes), minKilobytes: inKilobytes(minBytes) }));
  },
});

/** The photo shows exactly one person. */
export const photoShowsOneFace = check({
  ...examined,
  id: "photo-one-face",
  judge: ({ photoMeasures }) => {
    const { faces } = measuresIn(photoMeasures);
    if (faces.length === 0) return refused("photo-no-face");
    if (faces.length === 1) return passed();
    return refused("photo-several-faces", { ...values({ faces: faces.length }), ...marked(areaMarks(faces)) });
  },
});

/** The face looks straight into the camera. */
export const faceIsFrontal = check({
  ...examined,
  id: "photo-frontal",
  judge: ({ photoMeasures }) =>
    ofTheFace(photoMeasures, ({ yaw, pitch }, { faces }) => {
      const { mostYaw, mostPitch } = photoRequirements;
      const [turn, nod] = [Math.abs(yaw), Math.abs(pitch)];
      if (turn <= mostYaw && nod <= mostPitch) return passed();
      return refused("photo-not-frontal", {
        ...values({ turn, nod, mostYaw, mostPitch }),
        ...marked(areaMarks(faces)),
      });
    }),
});

/** The head is upright. */
export const headIsUpright = check({
  ...examined,
  id: "photo-upright",
  judge: ({ photoMeasures }) =>
    ofTheFace(photoMeasures, ({ roll, eyes }) => {
      const { mostRoll } = photoRequirements;
      const tilt = Math.abs(roll);
      if (tilt <= mostRoll) return passed();
      return refused("photo-tilted", { ...values({ tilt, mostRoll }), ...marked(tiltMarks(eyes)) });
    }),
});

/** The head fills the height of the photo as it should. */
export const headHasTheSize = check({
  ...examined,
  id: "photo-head-size",
  judge: ({ photoMeasures }) =>
    ofTheFace(photoMeasures, ({ head }) => {
      const { leastHead, mostHead } = photoRequirements;
      if (head.share >= leastHead && head.share <= mostHead) return passed({ headShare: `${String(head.share)} %` });
      return refused(head.share < leastHead ? "photo-head-too-small" : "photo-head-too-large", {
        ...values({ share: head.share, leastHead, mostHead }),
        ...marked(headMarks(head)),
      });
    }),
});

/** Behind the person there is nothing but one light colour. */
export const backgroundIsPlainAndLight = check({
  ...examined,
  id: "photo-background",
  judge: ({ photoMeasures }) => {
    const { plain, light, spots } = measuresIn(photoMeasures).background;
    const { leastPlain, leastBackgroundLight } = photoRequirements;
    if (plain < leastPlain) {
      return refused("photo-background-not-plain", { ...values({ plain, leastPlain }), ...marked(areaMarks(spots)) });
    }
    if (light >= leastBackgroundLight) return passed();
    return refused("photo-background-too-dark", {
      ...values({ light, leastBackgroundLight }),
      ...marked(areaMarks(upperCorners)),
    });
  },
});

/** The light falls on both sides of the face alike. */
export const lightIsEven = check({
  ...examined,
  id: "photo-light",
  judge: ({ photoMeasures }) =>
    ofTheFace(photoMeasures, ({ light, cheeks }) => {
      const { leastEvenness } = photoRequirements;
      const even = evenness(light);
      if (even >= leastEvenness) return passed();
      const side = light.left < light.right ? "left" : "right";
      return refused("photo-light-uneven", {
        side,
        ...values({ even, leastEvenness }),
        ...marked(discMarks([cheeks[side]], cheekRadius)),
      });
    }),
});

/** The face is sharp. */
export const faceIsSharp = check({
  ...examined,
  id: "photo-sharpness",
  judge: ({ photoMeasures }) =>
    ofTheFace(photoMeasures, ({ sharpness }, { faces }) => {
      const { leastSharpness } = photoRequirements;
      if (sharpness >= leastSharpness) return passed();
      return refused("photo-blurred", { ...values({ sharpness, leastSharpness }), ...marked(areaMarks(faces)) });
    }),
});

/** Both eyes can be seen. */
export const eyesAreVisible = check({
  ...examined,
  id: "photo-eyes",
  judge: ({ photoMeasures }) =>
    ofTheFace(photoMeasures, (face) => {
      const covered = coveredEyes(face);
      const [first] = covered;
      if (!first) return passed();
      const { leastEyeLight } = photoRequirements;
      const eyeLight = Math.min(face.openEyes.left, face.openEyes.right);
      return refused("photo-eyes-hidden", {
        ...values({ eyeLight, leastEyeLight }),
        ...marked(discMarks(covered, 1.5 * first.radius)),
      });
    }),
});

/** Digital ID finds the photo alike to the reference photo of GBD FL. */
export const photoIsOfThePerson = check({
  id: "photo-likeness",
  clause: "S4 §3.11",
  uses: ["likeness"],
  returnsTo: "photo",
  judge: ({ likeness }) => {
    // That Digital ID may not be asked says nothing of whose photo it is.
    if (likeness.kind === "denied") return refused("access-denied");
    return likeness.kind === "found" && likeness.value.likeness >= likenessThreshold
      ? passed()
      : refused("photo-not-alike");
  },
});

/** Marks for what has no place of its own, in percent. */
const upperCorners = [
  { left: 0, top: 0, width: 18, height: 40 },
  { left: 82, top: 0, width: 18, height: 40 },
];
const cheekRadius = 9;

/** A photo that the examiner could not open, or would not speak of, shows nobody: it is never taken unexamined. */
const nothing: PhotoMeasures = { faces: [], face: null, background: { plain: 100, light: 100, spots: [] } };

function measuresIn(fact: Known<PhotoMeasures>): PhotoMeasures {
  return fact.kind === "found" ? fact.value : nothing;
}

/** Judges the one face of the photo. Where there is none, or several, `photo-one-face` refuses, and nothing is said of the rest. */
function ofTheFace(
  fact: Known<PhotoMeasures>,
  judge: (face: NonNullable<PhotoMeasures["face"]>, measures: PhotoMeasures) => Verdict<IdCardReason>,
): Verdict<IdCardReason> {
  const measures = measuresIn(fact);
  return measures.face === null || measures.faces.length !== 1 ? passed() : judge(measures.face, measures);
}

/** Whole kilobytes, so that a file one byte short is not called long enough. */
function inKilobytes(bytes: number): number {
  return Math.floor(bytes / 1024);
}

/** Measures as the values of a message. */
function values(numbers: Readonly<Record<string, number>>): Evidence {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)]));
}
