import { beforeAll, describe, expect, test } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { iin, makeWorld, portsFor } from "../world-for-tests";
import type { CivilStatus } from "./port";

const changed = iin("900101300007");
const unchanged = iin("850515400012");
const [mother, father, half, child, former] = [
  "621024402263",
  "850220369901",
  "890729485191",
  "910206447954",
  "880623340771",
].map(iin) as [Iin, Iin, Iin, Iin, Iin];
const place = { country: "KZ", asWritten: "Каз. ССР, Целиноградская обл., с. Малотимофеевка" };
const changes = [
  { field: "surname", from: "Бекова", to: "Төлегенова", date: "2024-09-07" },
  { field: "birthDate", from: "1990-01-10", to: "1990-01-01", date: "2026-11-21" },
];

/**
 * What every ZAGS does; it holds two changes of one person, a marriage of both and one that is dissolved; that person's mother and
 * adoptive father, her other child, and a child of their own who is born on 21 November 2026.
 */
export function describeContract(makePort: (person: Iin, now?: Date) => Promise<CivilStatus>): void {
  test("tells every change of data, oldest first, and no other record", async () => {
    const answer = await (await makePort(changed)).dataChanges({ iin: changed });
    expect(answer).toEqual({ kind: "found", value: changes.map((change) => ({ iin: changed, ...change })) });
  });

  test("no change is an empty list", async () => {
    const answer = await (await makePort(unchanged)).dataChanges({ iin: unchanged });
    expect(answer).toEqual({ kind: "found", value: [] });
  });

  test("tells the birth record, with the place as it is written; where there is none, there is none", async () => {
    const birthOf = async (person: Iin) => (await makePort(person)).birth({ iin: person });
    expect(await birthOf(changed)).toEqual({ kind: "found", value: { iin: changed, date: "1990-01-20", place } });
    expect(await birthOf(half)).toEqual({ kind: "found", value: { iin: half, date: "1989-08-01" } });
    expect(await birthOf(unchanged)).toEqual({ kind: "not-found" });
  });

  test("a change is known from its day on, on the person's clock", async () => {
    const at = async (now: string) => {
      const answer = await (await makePort(changed, new Date(now))).dataChanges({ iin: changed });
      return answer.kind === "found" ? answer.value.length : answer.kind;
    };
    expect(await at("2026-11-20T18:59:59.999Z")).toBe(1);
    expect(await at("2026-11-20T19:00:00.000Z")).toBe(2);
  });
}

function describeKinship(makePort: (person: Iin, now?: Date) => Promise<CivilStatus>): void {
  const relativesOf = async (person: Iin, now?: string) => {
    const answer = await (
      await makePort(person, now === undefined ? undefined : new Date(now))
    ).relatives({
      iin: person,
    });
    return answer.kind === "found"
      ? answer.value.map(({ iin: about, relative, kinship }) => (about === person ? `${kinship} ${relative}` : "wrong"))
      : answer.kind;
  };

  test("tells parents, children, the spouse, siblings, grandparents and grandchildren, each once", async () => {
    expect(await relativesOf(changed)).toEqual([
      `parent ${mother}`,
      `parent ${father}`,
      `child ${child}`,
      `spouse ${unchanged}`,
      `sibling ${half}`,
    ]);
    expect(await relativesOf(half)).toEqual([`parent ${mother}`, `sibling ${changed}`]);
    expect(await relativesOf(mother)).toEqual([`child ${half}`, `child ${changed}`, `grandchild ${child}`]);
    expect(await relativesOf(child)).toEqual([`parent ${changed}`, `grandparent ${mother}`, `grandparent ${father}`]);
    expect(await relativesOf(former)).toEqual([]);
  });

  test("a marriage holds until the day it is dissolved; nobody is a relative before the record", async () => {
    expect(await relativesOf(former, "2019-12-31T12:00:00+05:00")).toEqual([`spouse ${changed}`]);
    expect(await relativesOf(former, "2020-01-01T12:00:00+05:00")).toEqual([]);
    expect(await relativesOf(child, "2026-11-20T18:59:59.999Z")).toEqual([]);
    expect(await relativesOf(child, "2026-11-20T19:00:00.000Z")).toEqual([
      `parent ${changed}`,
      `grandparent ${mother}`,
      `grandparent ${father}`,
    ]);
    expect(await relativesOf(mother, "2026-11-20T18:59:59.999Z")).not.toContain(`grandchild ${child}`);
  });
}

function describeRecords(makePort: (person: Iin, now?: Date) => Promise<CivilStatus>): void {
  const birth = { type: "birth", child: changed, mother, date: "1990-01-20" };
  const adoption = { type: "adoption", child: changed, mother, father, date: "1995-05-05", number: "95-71-3" };
  const onDay = (day: string) => new Date(`${day}T12:00:00+05:00`);

  test("tells a person's own births and adoptions, oldest first, with the parents that each names", async () => {
    const on = async (day: string) => (await makePort(changed, onDay(day))).parentages({ iin: changed });
    expect(await on("1995-05-04")).toEqual({ kind: "found", value: [{ iin: changed, ...birth }] });
    expect(await on("1995-05-05")).toEqual({
      kind: "found",
      value: [birth, adoption].map((record) => ({ iin: changed, ...record })),
    });
    expect(await (await makePort(unchanged)).parentages({ iin: unchanged })).toEqual({ kind: "found", value: [] });
  });

  test("tells of a parent's children every record, those that name another parent too", async () => {
    const childrenOf = async (person: Iin) => (await makePort(person)).children({ iin: person });
    expect(await childrenOf(mother)).toEqual({
      kind: "found",
      value: [{ type: "birth", child: half, mother, date: "1989-08-01" }, birth, adoption].map((record) => ({
        iin: mother,
        ...record,
      })),
    });
    expect(await childrenOf(father)).toEqual({
      kind: "found",
      value: [birth, adoption].map((record) => ({ iin: father, ...record })),
    });
    expect(await childrenOf(unchanged)).toEqual({ kind: "found", value: [] });
  });

  test("tells marriages from either side; that one is dissolved is known from that day on", async () => {
    const on = async (person: Iin, day: string) => (await makePort(person, onDay(day))).marriages({ iin: person });
    const first = { iin: changed, spouse: former, date: "2015-01-01" };
    expect(await on(changed, "2019-12-31")).toEqual({ kind: "found", value: [first] });
    expect(await on(changed, "2026-11-21")).toEqual({
      kind: "found",
      value: [
        { ...first, dissolvedOn: "2020-01-01" },
        { iin: changed, spouse: unchanged, date: "2024-09-07", number: "24-71-1" },
      ],
    });
    expect(await on(former, "2019-12-31")).toEqual({
      kind: "found",
      value: [{ iin: former, spouse: changed, date: "2015-01-01" }],
    });
    expect(await on(mother, "2026-11-21")).toEqual({ kind: "found", value: [] });
  });

  test("tells a death from its day on", async () => {
    const on = async (day: string) => (await makePort(mother, onDay(day))).death({ iin: mother });
    expect(await on("2020-02-28")).toEqual({ kind: "not-found" });
    expect(await on("2020-02-29")).toEqual({
      kind: "found",
      value: { iin: mother, date: "2020-02-29", number: "20-71-9" },
    });
    expect(await (await makePort(father)).death({ iin: father })).toEqual({ kind: "not-found" });
  });

  test("tells of others under the consent of whoever applies; everybody named finds it in their log", async () => {
    const port = await makePort(unchanged);
    expect(await port.children({ iin: mother })).toMatchObject({ kind: "found" });
    const seen = await db.accessLog.findMany({
      where: { operation: "children", readerKind: "citizen", reader: unchanged },
    });
    expect(seen.map(({ subject }) => subject)).toEqual(expect.arrayContaining([mother, father, half, changed]));
    expect(await port.relatives({ iin: mother })).toEqual({ kind: "denied" });
  });
}

describe("the mock of ZAGS", () => {
  beforeAll(() =>
    makeWorld({
      civilRecords: [
        ...changes.toReversed().map((change) => ({ type: "data-change", person: changed, ...change })),
        { type: "marriage", spouses: [changed, unchanged], date: "2024-09-07", number: "24-71-1" },
        { type: "marriage", spouses: [former, changed], date: "2015-01-01", dissolvedOn: "2020-01-01" },
        { type: "birth", child: changed, mother, date: "1990-01-20", place },
        { type: "adoption", child: changed, mother, father, date: "1995-05-05", number: "95-71-3" },
        { type: "birth", child: half, mother, date: "1989-08-01" },
        { type: "birth", child, mother: changed, date: "2026-11-21" },
      ],
      deaths: [{ iin: mother, date: "2020-02-29", number: "20-71-9" }],
    }),
  );
  const port = async (who: Iin, now?: Date) => (await portsFor(who, now ? { now } : {}))["civil-status"];
  describeContract(port);
  describeKinship(port);
  describeRecords(port);
});
