import { expect, it } from "vitest";
import { together } from "./together";

it("puts shared words and a service's own beside each other, at every depth", () => {
  const words = together(
    { steps: { region: { title: "Which?" } } },
    { title: "A", steps: { period: { title: "When?" } } },
  );
  expect(words).toEqual({ title: "A", steps: { region: { title: "Which?" }, period: { title: "When?" } } });
});

it("takes no word twice", () => {
  expect(() =>
    together({ steps: { region: { title: "Which?" } } }, { steps: { region: { title: "Where?" } } }),
  ).toThrow("steps.region.title");
});
