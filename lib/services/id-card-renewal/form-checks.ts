import type { Evidence } from "@/lib/process/facts";
import { passed, refused } from "@/lib/process/stages";
import { hasPhotoShape, likenessThreshold, photoRequirements, signatureSampleRequirements } from "./rules";
import { check } from "./stage-kinds";

/** The person has found no mistake in what GBD FL holds of them. */
export const dataIsConfirmed = check({
  id: "data-confirmed",
  clause: "S4 §8",
  uses: [],
  returnsTo: "personal-data",
  judge: (_, { answers }) => (answers["personal-data"]?.correct === "yes" ? passed() : refused("data-reported-wrong")),
});

const photo = { clause: "S4 §3.10", group: "photo", uses: [], returnsTo: "photo" } as const;

/** The photo has enough pixels to be printed. */
export const photoHasEnoughPixels = check({
  ...photo,
  id: "photo-pixels",
  judge: (_, { answers }) => {
    const { width = 0, height = 0 } = answers.photo?.photo ?? {};
    const { minWidth, minHeight } = photoRequirements;
    return width >= minWidth && height >= minHeight
      ? passed({ pixels: `${String(width)} × ${String(height)}` })
      : refused("photo-too-few-pixels", measured({ width, height, minWidth, minHeight }));
  },
});

/** The photo has the shape of a document photo. */
export const photoHasTheShape = check({
  ...photo,
  id: "photo-shape",
  judge: (_, { answers }) => {
    const { width = 0, height = 1 } = answers.photo?.photo ?? {};
    return hasPhotoShape(width, height) ? passed() : refused("photo-wrong-shape", measured({ width, height }));
  },
});

/** The photo's file is large enough not to have been squeezed. */
export const photoFileIsLargeEnough = check({
  ...photo,
  id: "photo-file-size",
  judge: (_, { answers }) => {
    const bytes = answers.photo?.photo.bytes ?? 0;
    const { minBytes } = photoRequirements;
    return bytes >= minBytes
      ? passed()
      : refused(
          "photo-file-too-small",
          measured({ kilobytes: inKilobytes(bytes), minKilobytes: inKilobytes(minBytes) }),
        );
  },
});

/** Digital ID finds the photo alike to the reference photo of GBD FL. */
export const photoIsOfThePerson = check({
  id: "photo-likeness",
  clause: "S4 §3.11",
  uses: ["likeness"],
  returnsTo: "photo",
  judge: ({ likeness }) =>
    likeness.kind === "found" && likeness.value.likeness >= likenessThreshold ? passed() : refused("photo-not-alike"),
});

/** The signature sample has enough pixels to be printed. */
export const sampleHasEnoughPixels = check({
  id: "signature-sample-pixels",
  clause: "S4 §3.9",
  uses: [],
  returnsTo: "signature-sample",
  judge: (_, { answers }) => {
    const { width = 0, height = 0 } = answers["signature-sample"]?.sample ?? {};
    const { minWidth, minHeight } = signatureSampleRequirements;
    return width >= minWidth && height >= minHeight
      ? passed()
      : refused("sample-too-few-pixels", measured({ width, height, minWidth, minHeight }));
  },
});

/** Whole kilobytes, so that a file one byte short is not called long enough. */
function inKilobytes(bytes: number): number {
  return Math.floor(bytes / 1024);
}

/** Measures as the values of a message. */
function measured(values: Readonly<Record<string, number>>): Evidence {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}
