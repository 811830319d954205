import "server-only";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fillOnce } from "@/lib/infra/db/fill-once-for-tests";
import { env } from "@/lib/infra/env";
import { layInKeyPairs } from "@/lib/infra/signing/test-ca/key-stock";
import { openTestCa } from "@/lib/infra/signing/test-ca/test-ca";
import { loadDataset } from "@/lib/state-databases/dataset/mock-load";

const directory = path.join(import.meta.dirname, "../../../prisma/datasets");

/** Fills a test file's database with the demo dataset, and makes the test authority; the first file of a run waits some seconds. */
export async function loadDemoWorld(): Promise<void> {
  await fillOnce("demo_world", load);
}

async function load(): Promise<void> {
  const demo: unknown = JSON.parse(readFileSync(path.join(directory, "demo.json"), "utf8"));
  const loaded = await loadDataset(demo, "replace", { baseDir: directory });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  // More than any one walk has people who sign: no two of them share a key.
  await layInKeyPairs(env.dataDir, 32);
  await openTestCa(env.dataDir);
}
