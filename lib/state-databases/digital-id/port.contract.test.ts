import { readFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { iin, makeWorld, portsFor } from "../world-for-tests";
import type { DigitalId } from "./port";

const portraits = path.join(import.meta.dirname, "..", "..", "..", "prisma", "datasets", "portraits");
const picture = (name: string) => readFileSync(path.join(portraits, `${name}.jpg`)).toString("base64");
const known = iin("900101300007");
const unrecognised = iin("850515400012");
const unknown = iin("050612500029");
const faceless = iin("940416412502");

/** What every Digital ID does; it knows three people, one of whom it does not recognise, and one without a photo. */
export function describeContract(makePort: (person: Iin) => Promise<DigitalId>): void {
  test.each([
    [known, { kind: "found", value: { iin: known, outcome: "recognised" } }],
    [unrecognised, { kind: "found", value: { iin: unrecognised, outcome: "not-recognised" } }],
    [unknown, { kind: "not-found" }],
  ])("identifies %s", async (person, answer) => {
    expect(await (await makePort(person)).identify({ iin: person })).toEqual(answer);
  });

  const likeness = async (person: Iin, jpeg: string) => {
    const answer = await (await makePort(person)).compare({ iin: person, jpeg });
    return answer.kind === "found" ? answer.value.likeness : answer.kind;
  };

  test("a new photo of the same person is alike, another person's is not", async () => {
    expect(await likeness(known, picture("p1/new"))).toBeGreaterThanOrEqual(0.8);
    for (const other of ["p2/new", "p3/new", "p4/new"]) expect(await likeness(known, picture(other))).toBeLessThan(0.8);
  });

  test("there is nothing to compare with: not found", async () => {
    expect(await likeness(faceless, picture("p1/new"))).toBe("not-found");
    expect(await likeness(unknown, picture("p1/new"))).toBe("not-found");
  });

  test("what is no picture gets no likeness", async () => {
    expect(await likeness(known, "AAAA")).toBe("unavailable");
  });
}

describe("the mock of Digital ID", () => {
  const someone = { surname: "Ким", givenName: "Ан", birthDate: "1990-01-01", sex: "male" };
  beforeAll(() =>
    makeWorld(
      {
        persons: [
          { iin: known, ...someone, photo: "p1/reference.jpg" },
          { iin: unrecognised, ...someone, photo: "p2/reference.jpg" },
          { iin: faceless, ...someone },
        ],
        identification: [{ iin: unrecognised, outcome: "not-recognised", likeness: 0.4 }],
      },
      portraits,
    ),
  );

  describeContract(async (who) => (await portsFor(who))["digital-id"]);

  test("the dataset's likeness goes before the real comparison", async () => {
    const port = (await portsFor(unrecognised))["digital-id"];
    const answer = await port.compare({ iin: unrecognised, jpeg: picture("p2/new") });
    expect(answer).toEqual({ kind: "found", value: { iin: unrecognised, likeness: 0.4 } });
  });

  test("a photo that was re-encoded, or lies on its side with the orientation said, is as alike", async () => {
    const port = (await portsFor(known))["digital-id"];
    const smaller = await sharp(Buffer.from(picture("p1/new"), "base64"))
      .resize(420)
      .jpeg({ quality: 80 })
      .toBuffer();
    for (const jpeg of [smaller.toString("base64"), picture("failing/exif-rotated-gps")]) {
      const answer = await port.compare({ iin: known, jpeg });
      expect(answer.kind === "found" && answer.value.likeness).toBeGreaterThanOrEqual(0.8);
    }
  });
});
