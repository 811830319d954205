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
