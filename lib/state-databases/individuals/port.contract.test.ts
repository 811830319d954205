import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { localDate } from "@/lib/kernel/local-date";
import { rkaSchema } from "@/lib/kernel/rka";
import { db } from "@/lib/infra/db/client";
import { openPorts } from "../gateway";
import { iin, makeWorld, portsFor } from "../world-for-tests";
import type { Individuals } from "./port";

const rich = iin("900101300007");
const bare = iin("850515400012");
const unknown = iin("050612500029");
const dwelling = rkaSchema.parse("0201710012345678");
const second = rkaSchema.parse("0201710012345679");
const third = rkaSchema.parse("0201710012345671");
const child = iin("150101500011");
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
  dwellings: [
    {
      rka: dwelling,
      kato: "710000000",
      totalAreaM2: 60,
      address: { kk: address, ru: address },
      owners: [{ iin: bare, share: "1/1", since: "2019-01-01" }],
    },
    { rka: second, kato: "710000000", totalAreaM2: 40, address: { kk: address, ru: address } },
    { rka: third, kato: "710000000", totalAreaM2: 40, address: { kk: address, ru: address } },
  ],
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

  test.each([
    ["2019-01-01", "2020-01-09", []],
    ["2019-01-01", "2020-01-10", ["permanent"]],
    ["2025-01-01", "2026-01-01", ["temporary", "permanent"]],
    ["2026-06-30", "2027-01-01", ["temporary", "permanent"]],
    ["2026-07-01", "2027-01-01", ["permanent"]],
  ])("from %s to %s the registrations in force on any day are %j", async (on, to, kinds) => {
    const answer = await (await makePort(rich)).registrations({ iin: rich, on, to });
    expect(answer.kind === "found" && answer.value.map(({ kind }) => kind)).toEqual(kinds);
  });

  test("tells of somebody's standing no more than whether they can act for themselves", async () => {
    expect(await (await makePort(bare)).standing({ iin: rich })).toEqual({
      kind: "found",
      value: { iin: rich, birthDate: "1990-01-01", deathDate: "2026-11-21", capacity: "limited" },
    });
    expect(await (await makePort(bare)).standing({ iin: unknown })).toEqual({ kind: "not-found" });
  });

  test.each([
    ["2020-01-09", [], 0],
    ["2020-01-10", [], 1],
    ["2026-06-30", [], 1],
    ["2026-06-30", [rich], 0],
  ])("on %s, %j left out, %i people are registered there", async (on, without, count) => {
    expect(await (await makePort(rich)).registeredCount({ rka: dwelling, from: on, to: on, without })).toEqual({
      kind: "found",
      value: { rka: dwelling, count },
    });
  });

  test("who is registered there is told to an owner of the day alone", async () => {
    const ask = async (owner: Iin, on: string) => {
      const answer = await (await makePort(owner)).registeredPeople({ rka: dwelling, on, owner });
      return answer.kind === "found" ? answer.value.map(({ resident, kind }) => [resident, kind]) : answer.kind;
    };
    expect(await ask(bare, "2026-11-21")).toEqual([[rich, "permanent"]]);
    expect(await ask(bare, "2018-12-31")).toBe("denied");
    expect(await ask(rich, "2026-11-21")).toBe("denied");
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

describe("the registrations that the portal begins and ends", () => {
  const day = "2026-11-21";
  const registered = async (person: Iin, on = day) => {
    const answer = await (await portsFor(person)).individuals.registrations({ iin: person, on });
    return answer.kind === "found" ? answer.value.map(({ rka, kind, to }) => [rka, kind, to]) : answer.kind;
  };
  const begin = async (request: Partial<Parameters<Individuals["beginRegistration"]>[0]>) =>
    (await portsFor(request.iin ?? rich)).individuals.beginRegistration({
      iin: rich,
      rka: second,
      kind: "permanent",
      from: day,
      children: [],
      key: "one",
      ...request,
    });

  beforeEach(() =>
    makeWorld({ ...world, persons: [...world.persons, { ...person, iin: child, residenceStatus: "not-determined" }] }),
  );

  test("a permanent one ends the one before it on that day, and counts in the new home alone", async () => {
    expect(await begin({})).toEqual({
      kind: "found",
      value: { iin: rich, rka: second, kind: "permanent", from: day, children: [] },
    });
    expect(await registered(rich)).toEqual([[second, "permanent", undefined]]);
    expect(await registered(rich, "2026-11-20")).toEqual([[dwelling, "permanent", day]]);
    const { individuals } = await portsFor(rich);
    for (const [rka, count] of [
      [dwelling, 0],
      [second, 1],
    ] as const) {
      expect(await individuals.registeredCount({ rka, from: day, to: day, without: [] })).toMatchObject({
        value: { count },
      });
    }
  });

  test.each([
    ["before the first begins", "2026-11-01", "2026-11-30", 0],
    ["on the first day of one", "2026-11-01", "2026-12-01", 1],
    ["when one ends on the day before the other begins", "2026-11-01", "2027-02-28", 1],
    ["when two are there on one day", "2026-12-01", "2027-03-01", 2],
    ["on the last day of one", "2027-03-31", "2027-03-31", 2],
    ["after its last day", "2027-04-01", "2027-12-31", 1],
    ["from the day on, whatever begins later", "2026-11-01", undefined, 2],
    ["from the day on, when only one is left", "2027-04-01", undefined, 1],
  ])("%s (%s to %s) so many are there at once: %i", async (_, from, to, count) => {
    const stays = [
      { iin: rich, from: "2026-12-01", to: "2027-01-31", key: "one" },
      { iin: rich, from: "2026-12-15", to: "2027-01-14", key: "same person" },
      { iin: bare, from: "2027-02-01", to: "2027-03-31", key: "two" },
      { iin: child, from: "2027-03-01", to: "2028-01-31", key: "three" },
    ];
    for (const stay of stays) await begin({ ...stay, kind: "temporary" });
    const { individuals } = await portsFor(rich);
    expect(await individuals.registeredCount({ rka: second, from, to, without: [] })).toMatchObject({
      value: { count },
    });
  });

  test("repeating it changes nothing", async () => {
    await begin({});
    await begin({ iin: rich, rka: dwelling, key: "two" });
    expect((await begin({})).kind).toBe("found");
    expect(await registered(rich)).toEqual([[dwelling, "permanent", undefined]]);
  });

  test("somebody else's key tells and changes nothing", async () => {
    await begin({});
    expect(await begin({ iin: bare })).toEqual({ kind: "denied" });
    expect(await registered(bare)).toEqual([]);
  });

  test("a temporary one has its last day and leaves the permanent one alone", async () => {
    await begin({ kind: "temporary", to: "2026-12-20" });
    expect(await registered(rich)).toEqual([
      [second, "temporary", "2026-12-20"],
      [dwelling, "permanent", undefined],
    ]);
    expect(await registered(rich, "2026-12-21")).toEqual([[dwelling, "permanent", undefined]]);
  });

  test("children come along, and a residence that was not determined is so from then on", async () => {
    await begin({ children: [child] });
    expect(await registered(child)).toEqual([[second, "permanent", undefined]]);
    const known = await (await portsFor(child)).individuals.person({ iin: child });
    expect(known).toMatchObject({ value: { residenceStatus: "known" } });
  });

  test("there is none in a dwelling that nobody knows", async () => {
    expect(await begin({ rka: rkaSchema.parse("0201710012345670") })).toEqual({ kind: "not-found" });
  });

  describe("taken back", () => {
    const takeBack = async (key = "one", iin = rich) =>
      (await portsFor(iin)).individuals.takeBackRegistration({ iin, key });

    test("has never been: the one before it is in force again, the children's too", async () => {
      await begin({ key: "one", children: [child] });
      expect(await takeBack()).toEqual({ kind: "found", value: { iin: rich, key: "one" } });
      expect(await registered(rich)).toEqual([[dwelling, "permanent", undefined]]);
      expect(await registered(child)).toEqual([]);
      expect(await (await portsFor(child)).individuals.person({ iin: child })).toMatchObject({
        value: { residenceStatus: "not-determined" },
      });
      expect(await (await portsFor(rich)).individuals.person({ iin: rich })).toMatchObject({
        value: { residenceStatus: "known" },
      });
    });

    test("is taken back once; what nobody has begun, or somebody else, is not", async () => {
      await begin({ key: "one" });
      expect(await takeBack("one", bare)).toEqual({ kind: "not-found" });
      expect(await takeBack("never")).toEqual({ kind: "not-found" });
      expect(await registered(rich)).toEqual([[second, "permanent", undefined]]);
      await takeBack();
      expect(await takeBack()).toEqual({ kind: "not-found" });
    });

    test("needs no consent", async () => {
      await begin({ key: "one" });
      const { individuals } = openPorts({
        reader: { kind: "portal" },
        purpose: "test",
        now: new Date(`${day}T07:00:00Z`),
      });
      expect((await individuals.takeBackRegistration({ iin: rich, key: "one" })).kind).toBe("found");
    });
  });

  describe("ended at an owner's request", () => {
    const end = async (people: readonly Iin[], more: { on?: string; key?: string; rka?: typeof dwelling } = {}) =>
      (await portsFor(rich)).individuals.endRegistrations({
        iin: rich,
        rka: dwelling,
        people,
        on: day,
        key: "ends",
        ...more,
      });
    const elsewhere = async (iin: Iin, rka: typeof dwelling) =>
      (await portsFor(rich)).individuals.residenceElsewhere({ iin, rka, on: day });

    test("is in force no more on that day, counts no more, and leaves the residence not determined", async () => {
      expect(await end([rich])).toMatchObject({
        kind: "found",
        value: { rka: dwelling, on: day, ended: [{ resident: rich, kind: "permanent" }] },
      });
      expect(await registered(rich)).toEqual([]);
      expect(await registered(rich, "2026-11-20")).toEqual([[dwelling, "permanent", day]]);
      const { individuals } = await portsFor(rich);
      expect(await individuals.registeredCount({ rka: dwelling, from: day, without: [] })).toMatchObject({
        value: { count: 0 },
      });
      expect(await individuals.person({ iin: rich })).toMatchObject({ value: { residenceStatus: "not-determined" } });
    });

    test("repeating it under the key changes nothing and tells the same, days later too", async () => {
      const first = await end([rich]);
      await begin({ key: "back again", rka: dwelling });
      expect(await end([rich], { on: "2026-12-01" })).toEqual(first);
      expect(await registered(rich)).toEqual([[dwelling, "permanent", undefined]]);
    });

    test("ends a stay and leaves the residence elsewhere as it is", async () => {
      await begin({ kind: "temporary", to: "2026-12-20", key: "stay" });
      expect(await elsewhere(rich, second)).toEqual({
        kind: "found",
        value: { iin: rich, rka: second, isElsewhere: true },
      });
      expect(await elsewhere(rich, dwelling)).toMatchObject({ value: { isElsewhere: false } });
      expect(await end([rich], { rka: second })).toMatchObject({ value: { ended: [{ kind: "temporary" }] } });
      expect(await registered(rich)).toEqual([[dwelling, "permanent", undefined]]);
      const { individuals } = await portsFor(rich);
      expect(await individuals.person({ iin: rich })).toMatchObject({ value: { residenceStatus: "known" } });
    });

    test("leaves alone whoever is not registered there, and the other people who are", async () => {
      await begin({ iin: child, rka: dwelling, key: "child" });
      expect(await end([child, bare])).toMatchObject({ value: { ended: [{ resident: child, kind: "permanent" }] } });
      expect(await registered(rich)).toEqual([[dwelling, "permanent", undefined]]);
      expect(await end([bare], { key: "nobody" })).toMatchObject({ kind: "found", value: { ended: [] } });
    });
  });

  test("what a certificate of somebody's address needs is told under the consent of whoever applies for it", async () => {
    const { individuals } = await portsFor(bare);
    expect(await individuals.residence({ iin: rich, on: day })).toMatchObject({
      kind: "found",
      value: { iin: rich, surname: "Қалиев", residenceStatus: "known", registrations: [{ rka: dwelling }] },
    });
    expect(await individuals.residence({ iin: unknown, on: day })).toEqual({ kind: "not-found" });
  });

  const put = async (more: object = {}) =>
    (await portsFor(bare)).individuals.correctRegistration({
      iin: rich,
      rka: second,
      kind: "permanent",
      expected: dwelling,
      from: "2021-05-05",
      on: day,
      ...more,
    });
  const corrected = (who: Iin) => ({ kind: "found", value: { iin: who, outcome: "corrected" } });
  const changedSince = (who: Iin) => ({ kind: "found", value: { iin: who, outcome: "changed-since" } });
  const firstDays = async (who: Iin) =>
    (await db.mockRegistration.findMany({ where: { iin: who, to: null }, select: { from: true } })).map(
      ({ from }) => from,
    );

  test("an address is put right in place: its first day stays, and once more changes nothing", async () => {
    expect(await put()).toEqual(corrected(rich));
    expect(await put()).toEqual(corrected(rich));
    expect(await registered(rich)).toEqual([[second, "permanent", undefined]]);
    expect(await firstDays(rich)).toEqual(["2020-01-10"]);
  });

  test("a registration granted since is not lost to a correction of the one before", async () => {
    await begin({ key: "moved", rka: second });
    expect(await put({ rka: third })).toEqual(changedSince(rich));
    expect(await registered(rich)).toEqual([[second, "permanent", undefined]]);
  });

  test("a removal since is not undone by a correction, nor is something entered where nothing was expected", async () => {
    expect(await put({ expected: null })).toEqual(changedSince(rich));
    expect(await registered(rich)).toEqual([[dwelling, "permanent", undefined]]);
    const { individuals } = await portsFor(rich);
    await individuals.endRegistrations({ iin: rich, rka: dwelling, people: [rich], on: day, key: "removed" });
    expect(await put()).toEqual(changedSince(rich));
    expect(await registered(rich)).toEqual([]);
  });

  test("a registration that was missing is entered from its own first day, and residence is determined", async () => {
    await db.mockPerson.update({ where: { iin: bare }, data: { residenceStatus: "not-determined" } });
    expect(await put({ iin: bare, expected: null })).toEqual(corrected(bare));
    expect(await firstDays(bare)).toEqual(["2021-05-05"]);
    expect(await registered(bare)).toEqual([[second, "permanent", undefined]]);
    const known = await (await portsFor(bare)).individuals.person({ iin: bare });
    expect(known).toMatchObject({ value: { residenceStatus: "known" } });
  });

  test("nobody is put where there is no address", async () => {
    expect(await put({ rka: rkaSchema.parse("0201710012345670") })).toEqual({ kind: "not-found" });
    expect(await registered(rich)).toEqual([[dwelling, "permanent", undefined]]);
  });
});
