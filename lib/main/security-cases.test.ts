import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

/** The tests that the table names: file and the beginning of a title. */
function namedTests(): readonly (readonly [string, string])[] {
  return readFileSync(path.join(root, "docs/security-cases.md"), "utf8")
    .split("\n")
    .map((line) => /\| ([^|]+\.ts): ([^|]+) \|$/.exec(line))
    .flatMap((found) => (found?.[1] && found[2] ? [[found[1].trim(), found[2].trim()] as const] : []));
}

it("names tests that exist", () => {
  const named = namedTests();
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter(([file, title]) => !readFileSync(path.join(root, file), "utf8").includes(title))).toEqual([]);
});
