import { afterEach, expect, test, vi } from "vitest";
import { iinSchema } from "@/lib/kernel/iin";
import { clockOffsetOf, now, durationSchema, realNow, setClock } from "./clock";
import { db } from "./db/client";
import { Prisma } from "./db/generated/client";
import { env } from "./env";

const aliya = iinSchema.parse("900101300007");
const bolat = iinSchema.parse("850515400012");
const noon = new Date("2025-12-01T12:00:00+05:00");

afterEach(async () => {
  vi.restoreAllMocks();
  await db.clock.deleteMany();
});

/** What a slow machine may take between two looks at the clock; far less than any difference the tests look for. */
const slack = 20_000;

/** Milliseconds between an instant and the one expected; some pass while the test runs. */
const off = (instant: Date, expected: Date) => Math.abs(instant.getTime() - expected.getTime());

test("untouched, it is real time for everyone", async () => {
  expect(off(await now(), realNow())).toBeLessThan(slack);
  expect(off(await now(aliya), realNow())).toBeLessThan(slack);
});

test("a person's clock is their own; everyone's is for those who have none", async () => {
  expect(off(await setClock({ iin: aliya, now: noon }), noon)).toBeLessThan(slack);
  expect(off(await now(aliya), noon)).toBeLessThan(slack);
  expect(off(await now(bolat), realNow())).toBeLessThan(slack);
  const later = new Date("2027-01-01T00:00:00Z");
  await setClock({ now: later });
  expect(off(await now(bolat), later)).toBeLessThan(slack);
  expect(off(await now(), later)).toBeLessThan(slack);
  expect(off(await now(aliya), noon)).toBeLessThan(slack);
});

test("resetting a person's clock gives them everyone's; resetting everyone's gives real time", async () => {
  await setClock({ iin: aliya, now: new Date("2027-01-01T00:00:00Z") });
  await setClock({ now: noon });
  expect(off(await setClock({ iin: aliya, reset: true }), noon)).toBeLessThan(slack);
  expect(off(await now(aliya), noon)).toBeLessThan(slack);
  await setClock({ reset: true });
  expect(off(await now(aliya), realNow())).toBeLessThan(slack);
});

test.each([
  ["P3D", "2025-12-04T07:00:00Z"],
  ["PT10M", "2025-12-01T07:10:00Z"],
  ["P1M", "2026-01-01T07:00:00Z"],
  ["P1Y2M1W1DT1H1M30S", "2027-02-09T08:01:30Z"],
])("advancing by %s goes on from where the clock stood", async (advance, expected) => {
  await setClock({ iin: aliya, now: noon });
  expect(off(await setClock({ iin: aliya, advance }), new Date(expected))).toBeLessThan(slack);
});

test("a person without a clock advances from everyone's, alone", async () => {
  await setClock({ now: noon });
  expect(off(await setClock({ iin: aliya, advance: "P1D" }), new Date("2025-12-02T07:00:00Z"))).toBeLessThan(slack);
  expect(off(await now(bolat), noon)).toBeLessThan(slack);
});

test.each(["", "P", "PT", "3D", "P-1D", "P1.5D", "P1DT", "p1d", "P1S"])("%j is no duration", async (text) => {
  expect(durationSchema.safeParse(text).success).toBe(false);
  await expect(setClock({ advance: text })).rejects.toThrow(RangeError);
});

test("with MOCKS=off it is real time, and no table is read", async () => {
  await setClock({ now: noon });
  vi.spyOn(env, "mocks", "get").mockReturnValue(false);
  const read = vi.spyOn(db.clock, "findMany");
  expect(off(await now(aliya), realNow())).toBeLessThan(slack);
  expect(read).not.toHaveBeenCalled();
});

test("in SQL a person's clock is their own, else everyone's; with MOCKS=off no table moves it", async () => {
  const minutesAhead = async (iin: string) => {
    const [row] = await db.$queryRaw<{ minutes: number }[]>`
      SELECT EXTRACT(EPOCH FROM ${clockOffsetOf(Prisma.sql`people.iin`)})::float8 / 60 AS minutes
      FROM (SELECT ${iin}::text AS iin) AS people`;
    return Math.round(row?.minutes ?? Number.NaN);
  };
  expect(await minutesAhead(aliya)).toBe(0);
  await setClock({ iin: aliya, advance: "PT10M" });
  await setClock({ advance: "PT3M" });
  expect([await minutesAhead(aliya), await minutesAhead(bolat)]).toEqual([10, 3]);
  vi.spyOn(env, "mocks", "get").mockReturnValue(false);
  expect([await minutesAhead(aliya), await minutesAhead(bolat)]).toEqual([0, 0]);
});
