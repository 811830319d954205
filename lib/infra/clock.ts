import "server-only";
import { z } from "zod";
import type { Iin } from "@/lib/kernel/iin";
import { addMonths, daysBetween, localDateOf } from "@/lib/kernel/local-date";
import { db, type Tx } from "@/lib/infra/db/client";
import { Prisma } from "@/lib/infra/db/generated/client";
import { env } from "@/lib/infra/env";

const everyone = "*";
const dayMs = 24 * 3_600_000;
const durationForm =
  /^P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/;

/** A length of time as ISO 8601 writes it, forwards only: "P3D", "PT10M", "P1M2DT3H". */
export const durationSchema = z.string().regex(durationForm);

/** What the console asks of the clock: one person's (`iin`), or everyone's who has none of their own. */
export type ClockChange = { readonly iin?: Iin | undefined } & (
  { readonly now: Date } | { readonly advance: string } | { readonly reset: true }
);

/** Real time: for audit, rate limits, sign-in tokens and the freshness of revocation lists. The one reading of the machine's clock. */
export function realNow(): Date {
  return new Date();
}

/**
 * The instant it is for this person (their own offset from real time, else everyone's), or for everyone. With MOCKS=off
 * it is real time and no table is read.
 */
export async function now(iin?: Iin): Promise<Date> {
  return shifted(realNow(), env.mocks ? await offsetOf(iin, db) : 0);
}

/**
 * SQL: how far the clock of the person whose IIN stands in `iin` is ahead of real time, as an interval. With MOCKS=off it is nothing,
 * whatever a table may still hold.
 */
export function clockOffsetOf(iin: Prisma.Sql): Prisma.Sql {
  if (!env.mocks) return Prisma.sql`INTERVAL '0'`;
  return Prisma.sql`COALESCE(
    (SELECT own.offset_ms FROM portal.clock AS own WHERE own.iin = ${iin}),
    (SELECT common.offset_ms FROM portal.clock AS common WHERE common.iin = ${everyone}),
    0) * INTERVAL '1 millisecond'`;
}

/**
 * Sets, moves or resets a clock; resetting a person's gives them everyone's again. Out: the instant it now is there.
 * Throws RangeError when `advance` is not a duration.
 */
export async function setClock(change: ClockChange, client: Pick<Tx, "clock"> = db): Promise<Date> {
  const key = change.iin ?? everyone;
  if ("reset" in change) {
    await client.clock.deleteMany({ where: { iin: key } });
  } else {
    const offsetMs = BigInt(await wantedOffset(change, client));
    await client.clock.upsert({ where: { iin: key }, create: { iin: key, offsetMs }, update: { offsetMs } });
  }
  return shifted(realNow(), await offsetOf(change.iin, client));
}

async function wantedOffset(
  change: Exclude<ClockChange, { readonly reset: true }>,
  client: Pick<Tx, "clock">,
): Promise<number> {
  const real = realNow();
  if ("now" in change) return change.now.getTime() - real.getTime();
  const offset = await offsetOf(change.iin, client);
  return later(shifted(real, offset), change.advance).getTime() - real.getTime();
}

async function offsetOf(iin: Iin | undefined, client: Pick<Tx, "clock">): Promise<number> {
  const keys = iin === undefined ? [everyone] : [iin, everyone];
  const rows = await client.clock.findMany({ where: { iin: { in: keys } } });
  const row = rows.find((candidate) => candidate.iin === iin) ?? rows[0];
  return row === undefined ? 0 : Number(row.offsetMs);
}

function shifted(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}

function later(instant: Date, duration: string): Date {
  const parts = durationForm.exec(duration)?.slice(1);
  if (!parts) throw new RangeError("Not a duration such as P3D or PT10M");
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map(
    (part: string | undefined) => Number(part ?? 0),
  );
  const day = localDateOf(instant);
  const calendarDays = daysBetween(day, addMonths(day, years * 12 + months)) + weeks * 7 + days;
  return shifted(instant, calendarDays * dayMs + ((hours * 60 + minutes) * 60 + seconds) * 1000);
}
