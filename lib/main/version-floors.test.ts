import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";

// Below these versions a known hole is open. "npm audit" needs the network; this does not.
const floors = [
  ["next", "16.4.1"],
  ["next-auth", "4.24.15"],
  ["sharp", "0.35.5"],
  ["zod", "4.6.6"],
] as const;

const root = path.resolve(import.meta.dirname, "..", "..");

/** Negative, zero or positive as `a` is before, equal to or after `b`. A pre-release comes before its release. */
function compare(a: string, b: string): number {
  const parts = (version: string) => {
    const [release = "", preRelease] = version.split("-");
    return [...release.split(".").map(Number), preRelease === undefined ? 1 : 0];
  };
  const [left, right] = [parts(a), parts(b)];
  const at = left.findIndex((value, index) => value !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

const lockFile = z
  .object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })
  .parse(JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")));

it.each(floors)("%s is %s or newer, wherever it is installed", (name, floor) => {
  const versions = Object.entries(lockFile.packages)
    .filter(([place]) => place.endsWith(`node_modules/${name}`))
    .map(([, { version }]) => version ?? "0.0.0");
  expect(versions.length).toBeGreaterThan(0);
  for (const version of versions) expect(compare(version, floor), `${name} ${version}`).toBeGreaterThanOrEqual(0);
});

it.each([
  ["16.4.0", "16.4.1", -1],
  ["16.4.1", "16.4.1", 0],
  ["16.10.0", "16.4.1", 1],
  ["5.0.0-beta.32", "4.24.15", 1],
  ["16.4.1-canary.3", "16.4.1", -1],
])("compares %s with %s", (a, b, sign) => {
  expect(Math.sign(compare(a, b))).toBe(sign);
});
