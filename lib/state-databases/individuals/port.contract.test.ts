import { beforeAll, describe, expect, test } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { localDate } from "@/lib/kernel/local-date";
import { iin, makeWorld, portsFor } from "../world-for-tests";
import type { Individuals } from "./port";

const rich = iin("900101300007");
const bare = iin("850515400012");
const unknown = iin("050612500029");
const dwelling = "0201710012345678";
const address = { region: "Астана", locality: "Есіл", street: "Сығанақ", house: "1", flat: "2" };
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1]).toString("base64");
const person = {
  iin: rich,
  surname: "Қалиев",
  givenName: "Тоқтар",
  patronymic: "Әміреұлы",
  birthDate: "1990-01-01",
  sex: "male",
  citizenship: "KZ",
  ethnicity: "қазақ",
  birthPlace: { country: "KG", asWritten: "Кирг. ССР, г. Фрунзе" },
  deathDate: "2026-11-21",
  capacity: "limited",
  residenceStatus: "known",
};
const world = {
  persons: [
    { ...person, photo: "face", liableForService: true },
    { iin: bare, surname: "Ли", givenName: "Ан", birthDate: "1985-05-15", sex: "female" },
  ],
  photos: { face: jpeg },
  dwellings: [{ rka: dwelling, kato: "710000000", totalAreaM2: 60, address: { kk: address, ru: address }, owners: [] }],
  registrations: [
    { iin: rich, rka: dwelling, kind: "permanent", from: "2020-01-10" },
    { iin: rich, rka: dwelling, kind: "temporary", from: "2026-01-01", to: "2026-06-30" },
  ],
};

/** What every GBD FL does; it holds the two people above and their registrations. */
export function describeContract(makePort: (person: Iin, now?: Date) => Promise<Individuals>): void {
  test("tells everything it knows of a person, and nothing else", async () => {
    expect(await (await makePort(rich)).person({ iin: rich })).toEqual({ kind: "found", value: person });
  });

  test("leaves out what it does not know", async () => {
    expect(await (await makePort(bare)).person({ iin: bare })).toEqual({
      kind: "found",
      value: {
        iin: bare,
        surname: "Ли",
        givenName: "Ан",
        birthDate: "1985-05-15",
        sex: "female",
        citizenship: "KZ",
        capacity: "full",
        residenceStatus: "known",
      },
    });
  });

  test("has not heard of some", async () => {
    const port = await makePort(unknown);
    expect(await port.person({ iin: unknown })).toEqual({ kind: "not-found" });
    expect(await port.referencePhoto({ iin: unknown })).toEqual({ kind: "not-found" });
    expect(await port.registrations({ iin: unknown, on: "2026-11-21" })).toEqual({ kind: "found", value: [] });
  });

  test.each([
    ["2026-11-20T18:59:59.999Z", undefined],
    ["2026-11-20T19:00:00.000Z", localDate("2026-11-21")],
  ])("at %s the person's death on 2026-11-21 is %s", async (now, deathDate) => {
    const answer = await (await makePort(rich, new Date(now))).person({ iin: rich });
    expect(answer.kind === "found" && answer.value.deathDate).toBe(deathDate);
  });

  test.each([
    ["2020-01-09", []],
    ["2020-01-10", ["permanent"]],
    ["2026-01-01", ["temporary", "permanent"]],
    ["2026-06-30", ["temporary", "permanent"]],
    ["2026-07-01", ["permanent"]],
  ])("on %s the registrations in force are %j", async (on, kinds) => {
    const answer = await (await makePort(rich)).registrations({ iin: rich, on });
    if (answer.kind !== "found") throw new Error(answer.kind);
    expect(answer.value.map(({ kind }) => kind)).toEqual(kinds);
    for (const registration of answer.value)
      expect(registration).toMatchObject({ rka: dwelling, address: { kk: address } });
  });

  test("the reference photo is the JPEG it was given", async () => {
    const port = await makePort(rich);
    expect(await port.referencePhoto({ iin: rich })).toEqual({ kind: "found", value: { iin: rich, jpeg } });
    expect(await (await makePort(bare)).referencePhoto({ iin: bare })).toEqual({ kind: "not-found" });
  });
}

describe("the mock of GBD FL", () => {
  beforeAll(() => makeWorld(world));
  describeContract(async (who, now) => (await portsFor(who, now ? { now } : {})).individuals);
});
