import "server-only";
import { readFile, realpath } from "node:fs/promises";
import path from "node:path";
import { jsonPath, type Problem } from "./problems";

const mostBytes = 10 * 1024 * 1024;
const fileName = /\.jpe?g$/i;

/** The pictures of a dataset by name, and what is wrong with the others. */
export interface Photos {
  readonly pictures: ReadonlyMap<string, Buffer<ArrayBuffer>>;
  readonly problems: readonly Problem[];
}

/**
 * Reads every picture that a dataset carries or points at: `photos`, and the files that `persons[].photo` names. Files are
 * read only from `directory` (where the dataset lies) and below; without it a dataset may point at no file.
 */
export async function readPhotos(dataset: unknown, directory: string | undefined): Promise<Photos> {
  const { photos, persons } = asShape(dataset);
  const pictures = new Map<string, Buffer<ArrayBuffer>>();
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(photos)) {
    if (typeof value !== "string") continue;
    const bytes = fileName.test(value) ? await fileBytes(value, directory) : base64Bytes(value);
    if (typeof bytes === "string") problems.push({ path: jsonPath(["photos", name]), message: bytes });
    else pictures.set(name, bytes);
  }
  for (const name of new Set(persons.map(photoOf))) {
    if (name === undefined || name in photos || !fileName.test(name)) continue;
    const bytes = await fileBytes(name, directory);
    // A file that is not there is reported with the person who names it.
    if (typeof bytes !== "string") pictures.set(name, bytes);
  }
  return { pictures, problems };
}

function asShape(dataset: unknown): { photos: object; persons: unknown[] } {
  if (typeof dataset !== "object" || dataset === null) return { photos: {}, persons: [] };
  const photos: unknown = "photos" in dataset ? dataset.photos : null;
  const persons: unknown = "persons" in dataset ? dataset.persons : null;
  return {
    photos: typeof photos === "object" && photos !== null ? photos : {},
    persons: Array.isArray(persons) ? persons : [],
  };
}

function photoOf(person: unknown): string | undefined {
  if (typeof person !== "object" || person === null || !("photo" in person)) return undefined;
  return typeof person.photo === "string" ? person.photo : undefined;
}

function base64Bytes(text: string): Buffer<ArrayBuffer> | string {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64").replace(/=+$/, "") === text.replace(/=+$/, "")
    ? jpegOrProblem(bytes)
    : "is neither base64 nor the name of a .jpg file";
}

async function fileBytes(name: string, directory: string | undefined): Promise<Buffer<ArrayBuffer> | string> {
  if (directory === undefined) return "points at a file, but this dataset did not come from one";
  try {
    const [root, file] = await Promise.all([realpath(directory), realpath(path.resolve(directory, name))]);
    if (!file.startsWith(root + path.sep)) return "lies outside the dataset's own directory";
    return jpegOrProblem(Buffer.from(await readFile(file)));
  } catch {
    return "there is no such file beside the dataset";
  }
}

function jpegOrProblem(bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> | string {
  if (bytes.length > mostBytes) return "is larger than 10 MB";
  return bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) ? bytes : "is not a JPEG";
}
