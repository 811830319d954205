import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { loadDataset } from "./mock-load";

const directory = path.join(import.meta.dirname, "..", "..", "..", "prisma", "datasets");
const demo: unknown = JSON.parse(readFileSync(path.join(directory, "demo.json"), "utf8"));

test("the demo dataset loads, twice as well as once", async () => {
  const t = performance.now();
  const loaded = await loadDataset(demo, "replace", { baseDir: directory });
  console.log(performance.now() - t, JSON.stringify(loaded).slice(0, 3000));
  expect(loaded.ok).toBe(true);
});
