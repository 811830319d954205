import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const here = import.meta.dirname;

/** Every server action of a signed-in person, with the text of its definition. */
function actionsOfPeople(): readonly (readonly [string, string])[] {
  return readdirSync(here, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /actions?\.ts$/.test(entry.name))
    .flatMap((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8").split("serverAction({").slice(1))
    .filter((definition) => /who: "(citizen|staff)"/.test(definition))
    .map((definition) => [
      /name: "([a-z-]+)"/.exec(definition)?.[1] ?? "",
      definition.slice(0, definition.indexOf("run:")),
    ]);
}

it("every action of a citizen and of an officer has a rate limit of its own, under a name of its own", () => {
  const actions = actionsOfPeople();
  expect(actions.length).toBeGreaterThan(12);
  expect(actions.filter(([, definition]) => !/\n  limit[:,]/.test(definition)).map(([name]) => name)).toEqual([]);
  const names = actions.map(([name]) => name);
  expect(names.filter((name, index) => name === "" || names.indexOf(name) !== index)).toEqual([]);
});
