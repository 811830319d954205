import { readFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { pictureLikeness } from "./likeness";

const portraits = path.join(import.meta.dirname, "..", "..", "..", "prisma", "datasets", "portraits");
const picture = (name: string) => readFileSync(path.join(portraits, `${name}.jpg`));
const people = ["p1", "p2", "p3", "p4"];
const kinds = ["reference", "new"];
const all = people.flatMap((person) => kinds.map((kind) => [person, kind] as const));
const pairs = all.flatMap((first, index) => all.slice(index + 1).map((second) => [first, second] as const));

test.each(pairs)("%j and %j", async (first, second) => {
  const likeness = await pictureLikeness(picture(first.join("/")), picture(second.join("/")));
  if (first[0] === second[0]) expect(likeness).toBeGreaterThanOrEqual(0.85);
  else expect(likeness).toBeLessThanOrEqual(0.6);
});

test("a picture is wholly like itself; two plain ones are not alike", async () => {
  expect(await pictureLikeness(picture("p1/new"), picture("p1/new"))).toBeCloseTo(1);
  const plain = await sharp({ create: { width: 90, height: 116, channels: 3, background: "#ddd" } })
    .jpeg()
    .toBuffer();
  expect(await pictureLikeness(plain, plain)).toBe(0);
});

test("what is no picture is thrown out", async () => {
  await expect(pictureLikeness(picture("p1/new"), Buffer.from("no picture"))).rejects.toThrow();
});
