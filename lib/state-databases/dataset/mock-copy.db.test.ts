import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { isIin } from "@/lib/kernel/iin";
import { setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { iin, makeWorld, portsFor } from "../world-for-tests";
import { copyPeople } from "./mock-copy";

const directory = path.join(import.meta.dirname, "..", "..", "..", "prisma", "datasets");
const demo = JSON.parse(readFileSync(path.join(directory, "demo.json"), "utf8")) as { persons: { iin: string }[] };
const aigerim = iin("940416412502");
const madina = iin("960125426861");
const incapable = iin("990707363026");
const unknown = iin("980217385983");

beforeAll(() => makeWorld(demo, directory));

const copyOf = async (like: Parameters<typeof copyPeople>[0]) => {
  const copied = await copyPeople(like);
  if (!copied.ok) throw new Error(copied.error);
  return copied.value.iins;
};
const newOf = (iins: Readonly<Record<string, string>>, old: string) => iin(iins[old] ?? "");

test("a family is copied whole, under fresh valid IINs, and nobody else", async () => {
  const before = await db.mockPerson.count();
  const iins = await copyOf(aigerim);
  expect(Object.keys(iins)).toHaveLength(3);
  expect(await db.mockPerson.count()).toBe(before + 3);
  for (const [old, fresh] of Object.entries(iins)) {
    expect(isIin(fresh)).toBe(true);
    expect(fresh.slice(0, 7)).toBe(old.slice(0, 7));
    expect(demo.persons.map((person) => person.iin)).not.toContain(fresh);
    const [original, copied] = await Promise.all(
      [old, fresh].map((who) => db.mockPerson.findUniqueOrThrow({ where: { iin: who }, omit: { iin: true } })),
    );
    expect(copied).toEqual(original);
  }
  const marriage = await db.mockCivilRecord.findFirstOrThrow({ where: { spouseB: newOf(iins, aigerim) } });
  expect(Object.values(iins)).toContain(marriage.spouseA);
  const birth = await db.mockCivilRecord.findFirstOrThrow({ where: { mother: newOf(iins, aigerim) } });
  expect(birth.father).toBe(marriage.spouseA);
  expect(Object.values(iins)).toContain(birth.child);
});

test("the copies live together in a dwelling of their own", async () => {
  const iins = await copyOf(aigerim);
  const [old, fresh] = await Promise.all(
    [aigerim, newOf(iins, aigerim)].map((who) =>
      db.mockDwelling.findFirstOrThrow({
        where: { owners: { some: { iin: who } } },
        include: { owners: { orderBy: { id: "asc" } }, registrations: { orderBy: { id: "asc" } } },
      }),
    ),
  );
  expect(fresh?.rka).toMatch(/^[0-9]{16}$/);
  expect(fresh?.rka).not.toBe(old?.rka);
  expect(fresh?.cadastralNumber).not.toBe(old?.cadastralNumber);
  // In the same house, at an address of its own: the address register tells the two apart.
  const house = { street: "Мәңгілік Ел даңғылы", house: "23" };
  expect(old?.address).toMatchObject({ kk: { ...house, flat: "114" } });
  expect(fresh?.address).toMatchObject({ kk: { ...house, flat: `114/${fresh?.rka.slice(-5) ?? ""}` } });
  expect(fresh?.owners.map(({ iin: owner }) => owner)).toEqual(
    old?.owners.map(({ iin: owner }) => newOf(iins, owner ?? "")),
  );
  expect(fresh?.registrations.map(({ iin: lives }) => lives)).toEqual(
    old?.registrations.map(({ iin: lives }) => newOf(iins, lives)),
  );
});

test("phones, documents and e-mail are new; the password is the same", async () => {
  const fresh = newOf(await copyOf(aigerim), aigerim);
  const [old, copied] = await Promise.all(
    [aigerim, fresh].map((who) => db.account.findUniqueOrThrow({ where: { iin: who } })),
  );
  expect(copied?.passwordHash).toBe(old?.passwordHash);
  expect(copied?.roles).toEqual(old?.roles);
  expect(copied?.phone).toMatch(/^\+77[0-9]{9}$/);
  expect(copied?.phone).not.toBe(old?.phone);
  expect(copied?.email).toBe(`${fresh}@example.kz`);
  expect((await db.mockPhone.findUniqueOrThrow({ where: { iin: fresh } })).number).toBe(copied?.phone);
  const documents = await Promise.all(
    [aigerim, fresh].map((who) => db.mockDocument.findMany({ where: { iin: who }, orderBy: { issuedOn: "asc" } })),
  );
  const [olds = [], news = []] = documents;
  expect(news.map(({ type, expiresOn, status }) => [type, expiresOn, status])).toEqual(
    olds.map(({ type, expiresOn, status }) => [type, expiresOn, status]),
  );
  expect(news.filter(({ number }) => olds.some((document) => document.number === number))).toEqual([]);
});

test("records, guardianship, what the mocks are told, and the person's clock are copied", async () => {
  const renamed = newOf(await copyOf(madina), madina);
  const changes = await (await portsFor(renamed))["civil-status"].dataChanges({ iin: renamed });
  expect(changes).toMatchObject({ value: [{ iin: renamed, field: "surname", to: "Төлегенова" }] });

  const wards = await copyOf(incapable);
  const guardianship = await db.mockGuardianship.findFirstOrThrow({ where: { ward: newOf(wards, incapable) } });
  expect(Object.values(wards)).toContain(guardianship.guardian);

  const photo = iin("931111467443");
  await setClock({ iin: photo, now: new Date("2025-12-01T07:00:00Z") });
  await db.mockFault.create({ data: { database: "civil-status", kind: "slow", iin: photo, times: 2 } });
  const other = newOf(await copyOf(photo), photo);
  expect(await db.mockIdentification.findUnique({ where: { iin: other } })).toMatchObject({ likeness: 0.4 });
  expect(await db.mockFault.findFirst({ where: { iin: other } })).toMatchObject({ kind: "slow", times: 2 });
  expect(await db.clock.findUnique({ where: { iin: other } })).not.toBeNull();
});

test("an account that no database knows is copied as such", async () => {
  const fresh = newOf(await copyOf(unknown), unknown);
  expect(await db.account.count({ where: { iin: fresh } })).toBe(1);
  expect(await db.mockPerson.count({ where: { iin: fresh } })).toBe(0);
});

test("ten copies at once share no number", async () => {
  const copies = await Promise.all(Array.from({ length: 10 }, () => copyOf(aigerim)));
  expect(new Set(copies.flatMap((iins) => Object.values(iins))).size).toBe(30);
});

test("any persona can be copied", async () => {
  for (const person of demo.persons.filter((_, index) => index % 5 === 0))
    expect(isIin(newOf(await copyOf(iin(person.iin)), person.iin))).toBe(true);
});

test("nobody there: unknown-person", async () => {
  expect(await copyPeople(iin("050612500029"))).toEqual({ ok: false, error: "unknown-person" });
});

test("a town is refused, and nothing is copied", async () => {
  const before = await db.mockPerson.count();
  const [first] = demo.persons;
  const rka = "0201710099999999";
  await db.mockDwelling.create({
    data: { rka, kato: "710000000", totalAreaM2: 60, usableAreaM2: 40, address: { kk: {}, ru: {} } },
  });
  await db.mockRegistration.createMany({
    data: [first?.iin ?? "", ...Array.from({ length: 301 }, (_, index) => String(index))].map((who) => ({
      iin: who,
      rka,
      kind: "permanent",
      from: "2020-01-01",
    })),
  });
  expect(await copyPeople(iin(first?.iin ?? ""))).toEqual({ ok: false, error: "too-many-people" });
  expect(await db.mockPerson.count()).toBe(before);
});
