import "server-only";
import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { faultSchema } from "@/lib/state-databases/dataset/format";
import { problemsOf } from "@/lib/state-databases/dataset/problems";
import type { DatabaseName } from "@/lib/state-databases/ports";
import { done, qaCall } from "./qa-call";

/** The databases that the portal asks today, as the console lists them. */
export const askedDatabases = [
  "access-control",
  "individuals",
  "mobile-citizens",
  "digital-id",
  "civil-status",
  "kinship-mart",
  "schools",
  "universities",
  "documents",
  "social-status",
  "real-estate",
  "address-register",
  "legal-entities",
  "social-protection",
  "messages",
  "photo-examiner",
] as const satisfies readonly DatabaseName[];

/** Every way in which a database can be broken. */
export const faultKinds = faultSchema.shape.kind.options;

const scopeSchema = z.strictObject({
  database: faultSchema.shape.database.optional(),
  iin: iinSchema.optional(),
});
export type FaultScope = z.infer<typeof scopeSchema>;

/** A fault that may end by itself after so many minutes of the person's clock, else of everyone's. */
const faultForAWhileSchema = faultSchema.extend({ minutes: z.int().min(1).max(1_440).optional() });
type FaultForAWhile = z.infer<typeof faultForAWhileSchema>;

/** Breaks a state database: for everyone, or for one person. It takes the place of the fault that was there for the same. */
export async function setFault({ database, kind, ms, iin, times, minutes }: FaultForAWhile): Promise<void> {
  const until = minutes === undefined ? null : new Date((await clockOf(iin)).getTime() + minutes * 60_000);
  await db.$transaction([
    db.mockFault.deleteMany({ where: { database, iin: iin ?? null } }),
    db.mockFault.create({ data: { database, kind, ms: ms ?? null, iin: iin ?? null, times: times ?? null, until } }),
  ]);
}

/** Mends databases: all faults, or those of a database, of a person, of both. Out: how many there were. */
export async function clearFaults({ database, iin }: FaultScope): Promise<number> {
  const where = { ...(database === undefined ? {} : { database }), ...(iin === undefined ? {} : { iin }) };
  return (await db.mockFault.deleteMany({ where })).count;
}

/**
 * A switch of the console: an empty `kind` mends the database for one person, or for everyone (what is broken for others stays so).
 * Out: what is wrong with the fault, or null.
 */
export async function switchFault(
  wanted: { readonly database: string; readonly kind: string; readonly ms: string; readonly times: string },
  iin: Iin | undefined,
): Promise<string | null> {
  const { database, kind, ms, times } = wanted;
  if (kind === "") {
    await db.mockFault.deleteMany({ where: { database, iin: iin ?? null } });
    return null;
  }
  const fault = faultSchema.safeParse({
    database,
    kind,
    ...(ms === "" ? {} : { ms: Number(ms) }),
    ...(times === "" ? {} : { times: Number(times) }),
    ...(iin === undefined ? {} : { iin }),
  });
  if (!fault.success)
    return problemsOf(fault.error)
      .map(({ path, message }) => `${path} ${message}`)
      .join("; ");
  await setFault(fault.data);
  return null;
}

/** The faults that concern everyone, and those of one person. */
export async function faultsFor(iin: Iin | null): Promise<readonly StandingFault[]> {
  const rows = await db.mockFault.findMany({
    where: {
      OR: [{ iin: null }, ...(iin === null ? [] : [{ iin }])],
      AND: [
        { OR: [{ times: null }, { times: { gt: 0 } }] },
        { OR: [{ until: null }, { until: { gt: await clockOf(iin ?? undefined) } }] },
      ],
    },
    orderBy: { id: "asc" },
  });
  return rows.map(({ database, kind, ms, times, iin: whose }) => ({
    database,
    kind,
    ms,
    times,
    isPersonal: whose !== null,
  }));
}

/** A fault as the console shows it. */
export interface StandingFault {
  readonly database: string;
  readonly kind: string;
  readonly ms: number | null;
  readonly times: number | null;
  readonly isPersonal: boolean;
}

/** `POST /api/qa/faults`. */
export const setFaultCall = qaCall(faultForAWhileSchema, async (fault) => {
  await setFault(fault);
  return done({ fault });
});

/** `DELETE /api/qa/faults`. */
export const clearFaultsCall = qaCall(scopeSchema, async (scope) => done({ removed: await clearFaults(scope) }));
