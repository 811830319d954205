import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { verify } from "@node-rs/argon2";
import pg from "pg";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { localDateOf } from "@/lib/kernel/local-date";
import { now, realNow, setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { iin } from "../world-for-tests";
import { loadDataset } from "./mock-load";
import { datasetPhoto } from "./mock-photo";

const directory = path.join(import.meta.dirname, "..", "..", "..", "prisma", "datasets");
const demo = JSON.parse(readFileSync(path.join(directory, "demo.json"), "utf8")) as Record<string, unknown[]>;
const aliya = iin("900101300007");
const bolat = iin("850515400012");
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1]).toString("base64");
const person = (who: string) => ({ iin: who, surname: "Ли", givenName: "Ан", birthDate: "1990-01-01", sex: "female" });
const address = { region: "Астана", locality: "Есіл", street: "Сығанақ", house: "1" };
const rka = "0201710012345678";
const dwelling = {
  rka,
  kato: "710000000",
  totalAreaM2: 62.4,
  usableAreaM2: 40.1,
  address: { kk: address, ru: address },
};
const registration = { iin: aliya, rka, kind: "permanent", from: "2020-01-01" };
const card = { iin: aliya, type: "id-card", number: "012345678", issuedOn: "2016-01-01", expiresOn: "2026-01-01" };

/** Everything a loader could have changed. */
const everything = async () => [
  await db.mockPerson.findMany({ orderBy: { iin: "asc" } }),
  await db.mockDwelling.findMany(),
  await db.mockDwellingOwner.findMany({ omit: { id: true } }),
  await db.mockRegistration.findMany({ omit: { id: true } }),
  await db.mockDocument.findMany({ orderBy: { number: "asc" } }),
  await db.mockCivilRecord.findMany({ omit: { id: true } }),
  await db.mockPhoto.findMany(),
  await db.account.findMany({ orderBy: { iin: "asc" } }),
  await db.clock.findMany(),
];

/** A table of every kind, whole: what the spec's example lists. */
const whole = {
  format: "state-databases/1",
  persons: [{ ...person(aliya), photo: "face" }, person(bolat)],
  accounts: [{ iin: aliya, password: "Demo-Portal-2026", phone: "+77010000001", roles: ["citizen", "umd-officer:71"] }],
  phones: [{ iin: aliya, number: "+77010000001" }],
  documents: [card],
  civilRecords: [
    { type: "birth", child: aliya, mother: bolat, date: "1990-01-01", number: "1" },
    { type: "adoption", child: aliya, father: bolat, date: "1991-01-01", number: "2" },
    { type: "marriage", spouses: [aliya, bolat], date: "2010-01-01", dissolvedOn: "2010-01-01", number: "3" },
    { type: "data-change", person: aliya, field: "surname", from: "Пак", to: "Ли", date: "2010-01-01" },
  ],
  legalEntities: [{ bin: "050612500029", nameKk: "ЖШС", nameRu: "ТОО", head: aliya, rka, status: "active" }],
  dwellings: [
    {
      ...dwelling,
      owners: [
        { iin: aliya, share: "1/2", since: "2018-01-01" },
        { bin: "050612500029", share: "1/2", since: "2018-01-01" },
      ],
    },
  ],
  registrations: [registration, { ...registration, iin: bolat, kind: "temporary", to: "2020-01-01" }],
  guardianships: [{ ward: bolat, guardian: aliya, since: "2020-01-01" }],
  socialStatuses: [{ iin: aliya, code: "disability", from: "2020-01-01", to: "2020-01-01" }],
  studies: [
    {
      iin: aliya,
      source: "universities",
      institution: "ЕҰУ",
      kato: "710000000",
      form: "full-time",
      level: "university",
      from: "2020-09-01",
    },
  ],
  deaths: [{ iin: bolat, date: "2026-01-01", number: "4" }],
  kinEdges: [{ from: aliya, to: bolat, degree: "child", asOf: "2020-01-01" }],
  identification: [{ iin: aliya, outcome: "recognised", likeness: 0.4 }],
  accessRefusals: [{ iin: bolat }],
  documentRefusals: [{ iin: bolat, reason: "—" }],
  wanted: [{ iin: bolat }],
  registrationPoints: [{ id: "a", kato: "71", nameKk: "а", nameRu: "б", address: "в" }],
  photos: { face: jpeg },
  faults: [{ database: "kinship-mart", kind: "slow", ms: 3000, iin: aliya, times: 3 }],
};

const load = async (dataset: unknown, mode: "replace" | "merge" = "replace", baseDir?: string) => {
  const loaded = await loadDataset(dataset, mode, { baseDir });
  return loaded.ok ? loaded.value.counts : loaded.error.errors.map(({ path: place }) => place);
};

beforeEach(async () => {
  expect(await load(whole)).not.toBeInstanceOf(Array);
});

afterEach(async () => {
  await db.clock.deleteMany();
});

describe("a good dataset", () => {
  test("of every kind is counted and kept", async () => {
    const counts = await load(whole);
    expect(counts).toMatchObject({ persons: 2, civilRecords: 4, photos: 1, faults: 1, studies: 1 });
    expect(Object.keys(counts)).toHaveLength(Object.keys(whole).length - 1);
    expect(await db.mockDwellingOwner.count()).toBe(2);
    expect(await datasetPhoto("face")).toEqual(new Uint8Array(Buffer.from(jpeg, "base64")));
    expect(await datasetPhoto("no such")).toBeNull();
  });

  test("the demo dataset loads, with every picture", async () => {
    const counts = await load(demo, "replace", directory);
    expect(counts).toMatchObject({ persons: demo["persons"]?.length, accounts: demo["accounts"]?.length });
    expect(await db.mockRegistrationPoint.groupBy({ by: ["kato"] })).toHaveLength(20);
    expect((await datasetPhoto("p1-new"))?.length).toBeGreaterThan(100_000);
  });

  test("passwords are kept as argon2id, each with its own salt", async () => {
    await load({ accounts: [aliya, bolat].map((who) => ({ iin: who, password: "Demo-Portal-2026" })) });
    const hashes = (await db.account.findMany()).map(({ passwordHash }) => passwordHash);
    expect(new Set(hashes).size).toBe(2);
    for (const hash of hashes) {
      expect(hash).toMatch(/^\$argon2id\$/);
      expect(await verify(hash, "Demo-Portal-2026")).toBe(true);
    }
  });

  test("nothing at all is a dataset", async () => {
    expect(await load({})).toEqual({});
    expect(await db.mockPerson.count()).toBe(0);
  });
});

describe("replace", () => {
  test("empties everything, but keeps the accounts that have applied", async () => {
    await load({ accounts: [aliya, bolat].map((who) => ({ iin: who, password: "x" })) });
    await db.application.create({
      data: {
        id: randomUUID(),
        number: "1",
        service: "id-card-renewal",
        version: 1,
        applicant: aliya,
        phase: "draft",
        state: {},
        seq: 0,
        createdAt: realNow(),
        updatedAt: realNow(),
      },
    });
    await db.mockFault.create({ data: { database: "documents", kind: "error" } });
    await load({ persons: [person(bolat)] });
    expect((await db.account.findMany()).map((account) => account.iin)).toEqual([aliya]);
    expect((await db.mockPerson.findMany()).map((row) => row.iin)).toEqual([bolat]);
    expect(await db.mockFault.count()).toBe(0);
    await db.application.deleteMany();
  });
});

describe("merge", () => {
  test("adds, replaces what has a key, and twice is once", async () => {
    const extra = {
      persons: [{ ...person(aliya), surname: "Пак" }],
      civilRecords: whole.civilRecords,
      registrations: whole.registrations,
      socialStatuses: whole.socialStatuses,
      faults: whole.faults,
    };
    await load(extra, "merge");
    const once = await everything();
    await load(extra, "merge");
    expect(await everything()).toEqual(once);
    expect(await db.mockPerson.findMany({ orderBy: { iin: "desc" } })).toMatchObject([
      { surname: "Пак" },
      { iin: bolat },
    ]);
    expect(await db.mockCivilRecord.count()).toBe(4);
    expect(await db.mockFault.count()).toBe(1);
  });

  test("may refer to what is there: dwellings, people, pictures", async () => {
    const other = iin("050612500029");
    const added = { persons: [{ ...person(other), photo: "face" }], registrations: [{ ...registration, iin: other }] };
    expect(await load(added, "merge")).toEqual({ persons: 1, registrations: 1 });
    expect((await db.mockPerson.findUniqueOrThrow({ where: { iin: other } })).photo).not.toBeNull();
    expect(await load(added)).toEqual(["$.persons[0].photo", "$.registrations[0].rka"]);
  });

  test("a dwelling that changes keeps its registrations, and gets its owners anew", async () => {
    await load(
      { dwellings: [{ ...dwelling, totalAreaM2: 90, owners: [{ iin: bolat, share: "1/1", since: "2026-01-01" }] }] },
      "merge",
    );
    expect(await db.mockRegistration.count()).toBe(2);
    expect((await db.mockDwellingOwner.findMany()).map((owner) => owner.iin)).toEqual([bolat]);
  });

  test("does not take somebody else's document", async () => {
    expect(await load({ documents: [{ ...card, iin: bolat }] }, "merge")).toEqual(["$.documents[0].number"]);
    expect(await load({ documents: [{ ...card, status: "lost" }] }, "merge")).toEqual({ documents: 1 });
  });
});

describe("asOf", () => {
  test("replace sets everyone's clock to the day, at the present hour", async () => {
    await load({ asOf: "2025-12-01" });
    const there = await now();
    expect(localDateOf(there)).toBe("2025-12-01");
    expect(Math.abs((there.getTime() - realNow().getTime()) % (24 * 3_600_000))).toBeLessThan(2_000);
    await load({ asOf: localDateOf(realNow()) });
    expect(await db.clock.count()).toBe(0);
  });

  test("merge sets the clock of the dataset's own people alone", async () => {
    await load({ persons: [person(aliya)], asOf: "2025-12-01" }, "merge");
    expect(localDateOf(await now(aliya))).toBe("2025-12-01");
    expect(localDateOf(await now(bolat))).toBe(localDateOf(realNow()));
    await setClock({ now: new Date("2025-12-01T06:00:00Z") });
    await load({ persons: [person(aliya)], asOf: "2025-12-01" }, "merge");
    expect(await db.clock.count({ where: { iin: aliya } })).toBe(0);
  });
});

describe("a bad dataset changes nothing and lists every problem", () => {
  const bad: [string, unknown, string[]][] = [
    ["no object", "text", ["$"]],
    ["null", null, ["$"]],
    ["another format", { format: "state-databases/2" }, ["$.format"]],
    ["an unknown list", { people: [] }, ["$.people"]],
    ["a list that is none", { persons: {} }, ["$.persons"]],
    ["__proto__", JSON.parse('{"__proto__":[]}'), ["$.__proto__"]],
    [
      "an unknown key",
      { persons: [{ ...person(aliya), "first name": "А", age: 3 }] },
      ["$.persons[0].age", '$.persons[0]["first name"]'],
    ],
    ["a check digit", { persons: [person(aliya), person("900101300008")] }, ["$.persons[1].iin"]],
    ["a short IIN", { wanted: [{ iin: "9001" }] }, ["$.wanted[0].iin"]],
    ["a day that is none", { asOf: "2026-02-30" }, ["$.asOf"]],
    ["a phone", { phones: [{ iin: aliya, number: "87010000001" }] }, ["$.phones[0].number"]],
    [
      "a role",
      { accounts: [{ iin: aliya, password: "x", roles: ["citizen", "umd-officer:99"] }] },
      ["$.accounts[0].roles[1]"],
    ],
    [
      "a region",
      { registrationPoints: [{ ...whole.registrationPoints[0], kato: "99" }] },
      ["$.registrationPoints[0].kato"],
    ],
    ["a database", { faults: [{ database: "zags", kind: "slow" }] }, ["$.faults[0].database"]],
    ["a kind of record", { civilRecords: [{ type: "divorce" }] }, ["$.civilRecords[0].type"]],
    ["one person twice", { persons: [person(aliya), person(bolat), person(aliya)] }, ["$.persons[2].iin"]],
    ["one document twice", { documents: [card, card] }, ["$.documents[1].number"]],
    ["one dwelling twice", { dwellings: [dwelling, dwelling] }, ["$.dwellings[1].rka"]],
    ["no such dwelling", { persons: [person(aliya)], registrations: [registration] }, ["$.registrations[0].rka"]],
    ["no such person", { dwellings: [dwelling], registrations: [registration] }, ["$.registrations[0].iin"]],
    ["no such photo", { persons: [{ ...person(aliya), photo: "face-2" }] }, ["$.persons[0].photo"]],
    [
      "a photo that is none",
      { photos: { a: "%%%", b: Buffer.from("GIF89a").toString("base64") } },
      ["$.photos.a", "$.photos.b"],
    ],
    ["a photo in a file, without one", { photos: { a: "a.jpg" } }, ["$.photos.a"]],
    ["dead before birth", { persons: [{ ...person(aliya), deathDate: "1989-12-31" }] }, ["$.persons[0].deathDate"]],
    ["expired before issue", { documents: [{ ...card, expiresOn: "2015-12-31" }] }, ["$.documents[0].expiresOn"]],
    [
      "ended before begun",
      { socialStatuses: [{ iin: aliya, code: "a", from: "2020-01-02", to: "2020-01-01" }] },
      ["$.socialStatuses[0].to"],
    ],
    [
      "dissolved before married",
      { civilRecords: [{ ...whole.civilRecords[2], dissolvedOn: "2009-12-31" }] },
      ["$.civilRecords[0].dissolvedOn"],
    ],
    [
      "married to oneself",
      { civilRecords: [{ ...whole.civilRecords[2], spouses: [aliya, aliya] }] },
      ["$.civilRecords[0].spouses[1]"],
    ],
    ["one's own mother", { civilRecords: [{ ...whole.civilRecords[0], mother: aliya }] }, ["$.civilRecords[0].mother"]],
    [
      "one's own guardian",
      { guardianships: [{ ward: aliya, guardian: aliya, since: "2020-01-01" }] },
      ["$.guardianships[0].guardian"],
    ],
    [
      "more than whole",
      { dwellings: [{ ...dwelling, owners: [1, 2].map(() => ({ iin: aliya, share: "2/3", since: "2020-01-01" })) }] },
      ["$.dwellings[0].owners"],
    ],
    [
      "an owner who is nobody",
      { dwellings: [{ ...dwelling, owners: [{ share: "1/1", since: "2020-01-01" }] }] },
      ["$.dwellings[0].owners[0]"],
    ],
    ["more usable than all", { dwellings: [{ ...dwelling, usableAreaM2: 62.5 }] }, ["$.dwellings[0].usableAreaM2"]],
    ["nothing told", { identification: [{ iin: aliya }] }, ["$.identification[0]"]],
    [
      "many at once, in well-formed and broken entries alike",
      {
        persons: [{ ...person(aliya), sex: "x" }, person(bolat), person(bolat)],
        registrations: [registration, { ...registration, iin: "1", from: "2020-13-01" }],
        nonsense: 1,
      },
      [
        "$.nonsense",
        "$.persons[0].sex",
        "$.persons[2].iin",
        "$.registrations[0].rka",
        "$.registrations[1].from",
        "$.registrations[1].iin",
      ],
    ],
  ];

  test.each(bad)("%s", async (_, dataset, places) => {
    const before = await everything();
    expect([await load(dataset)].flat().toSorted()).toEqual(places);
    expect(await everything()).toEqual(before);
  });

  test("merged no less than put in place of everything", async () => {
    const before = await everything();
    const broken = {
      persons: [{ ...person(bolat), birthDate: "1990-02-29" }],
      wanted: [{ iin: bolat }, { iin: bolat }],
    };
    expect(await load(broken, "merge")).toEqual(["$.persons[0].birthDate", "$.wanted[1].iin"]);
    expect(await everything()).toEqual(before);
  });

  test("what PostgreSQL refuses at the very end is undone whole", async () => {
    const before = await everything();
    const owner = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
    await owner.connect();
    await owner.query(`ALTER TABLE state_databases.wanted ADD CONSTRAINT nobody CHECK (iin = '${bolat}')`);
    const refused = { persons: [person(aliya)], photos: { other: jpeg }, wanted: [{ iin: aliya }] };
    for (const mode of ["replace", "merge"] as const) await expect(load(refused, mode)).rejects.toThrow();
    await owner.query("ALTER TABLE state_databases.wanted DROP CONSTRAINT nobody");
    await owner.end();
    expect(await everything()).toEqual(before);
  });

  test("each problem says in words what is wrong", async () => {
    const loaded = await loadDataset({ persons: [person("900101300008")] }, "replace");
    expect(loaded).toEqual({
      ok: false,
      error: { errors: [{ path: "$.persons[0].iin", message: "the IIN's check digit is wrong" }] },
    });
  });
});

describe("pictures beside the dataset", () => {
  const root = mkdtempSync(path.join(tmpdir(), "dataset-"));
  const inside = path.join(root, "inside");
  mkdirSync(inside);
  writeFileSync(path.join(inside, "a.jpg"), Buffer.from(jpeg, "base64"));
  writeFileSync(path.join(root, "outside.jpg"), Buffer.from(jpeg, "base64"));
  writeFileSync(path.join(inside, "b.jpg"), "no picture");
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  test("are read by the person's photo or under a name", async () => {
    const dataset = {
      persons: [
        { ...person(aliya), photo: "a.jpg" },
        { ...person(bolat), photo: "n" },
      ],
      photos: { n: "a.jpg" },
    };
    expect(await load(dataset, "replace", inside)).toEqual({ persons: 2, photos: 1 });
    const photos = await db.mockPerson.findMany({ select: { photo: true } });
    expect(photos.map(({ photo }) => photo?.length)).toEqual([6, 6]);
  });

  test.each([["../outside.jpg"], [path.join(root, "outside.jpg")], ["missing.jpg"], ["b.jpg"]])(
    "%s is refused",
    async (file) => {
      expect(await load({ photos: { n: file } }, "replace", inside)).toEqual(["$.photos.n"]);
      expect(await load({ persons: [{ ...person(aliya), photo: file }] }, "replace", inside)).toEqual([
        "$.persons[0].photo",
      ]);
    },
  );
});
