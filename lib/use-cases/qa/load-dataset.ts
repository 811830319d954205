import "server-only";
import { z } from "zod";
import { loadDataset } from "@/lib/state-databases/dataset/mock-load";
import { done, qaCall } from "./qa-call";

/** `POST /api/qa/dataset`: replaces or extends what the mocks hold; a bad dataset changes nothing. */
export const loadDatasetCall = qaCall(
  z.strictObject({ mode: z.enum(["replace", "merge"]), dataset: z.unknown() }),
  async ({ mode, dataset }) => {
    const loaded = await loadDataset(dataset, mode);
    if (loaded.ok) return done(loaded.value);
    const errors = loaded.error.errors.map(({ path, message }) => ({ path: path.replace("$", "$.dataset"), message }));
    return { status: 422, body: { errors } };
  },
);

/** Loads a dataset out of a file's text. A text that is no JSON is told apart by the loader: it is no dataset. */
export function loadDatasetText(mode: "replace" | "merge", text: string): ReturnType<typeof loadDataset> {
  let dataset: unknown = text;
  try {
    dataset = JSON.parse(text);
  } catch {
    // Stays the text that it is.
  }
  return loadDataset(dataset, mode);
}
