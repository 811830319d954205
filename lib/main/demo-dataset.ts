import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Result } from "@/lib/kernel/result";
import { db } from "@/lib/infra/db/client";
import { loadDataset, type Counts } from "@/lib/state-databases/dataset/mock-load";
import type { Problem } from "@/lib/state-databases/dataset/problems";

const demoFile = path.join(import.meta.dirname, "..", "..", "prisma", "datasets", "demo.json");

/**
 * Loads a dataset from a file; its pictures are read from beside it. Errors: every problem with its JSON path, nothing changed.
 * Throws when there is no such file or PostgreSQL does not answer.
 */
export async function loadDatasetFile(
  file: string,
  mode: "replace" | "merge",
): Promise<Result<{ counts: Counts }, { errors: Problem[] }>> {
  return loadDataset(asJson(await readFile(file, "utf8")), mode, { baseDir: path.dirname(path.resolve(file)) });
}

/** Loads the built-in dataset where there are neither people nor accounts. Out: what was loaded, or null when there was somebody. */
export async function loadDemoIfEmpty(): Promise<Counts | null> {
  const [person, account] = await Promise.all([
    db.mockPerson.findFirst({ select: { iin: true } }),
    db.account.findFirst({ select: { iin: true } }),
  ]);
  if (person !== null || account !== null) return null;
  const loaded = await loadDatasetFile(demoFile, "replace");
  if (loaded.ok) return loaded.value.counts;
  throw new Error(["The built-in dataset is broken:", ...loaded.error.errors.map(problemLine)].join("\n"));
}

/** One problem as a line for a terminal. */
export function problemLine({ path: place, message }: Problem): string {
  return `  ${place}: ${message}`;
}

// A text that is no JSON is told apart from none at all by the loader: it is no dataset, with the path "$".
function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
