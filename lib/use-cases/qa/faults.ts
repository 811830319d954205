import "server-only";
import { z } from "zod";
import { iinSchema } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { faultSchema, type Fault } from "@/lib/state-databases/dataset/format";
import { done, qaCall } from "./qa-call";

const scopeSchema = z.strictObject({
  database: faultSchema.shape.database.optional(),
  iin: iinSchema.optional(),
});
export type FaultScope = z.infer<typeof scopeSchema>;

/** Breaks a state database: for everyone, or for one person. It takes the place of the fault that was there for the same. */
export async function setFault({ database, kind, ms, iin, times }: Fault): Promise<void> {
  await db.$transaction([
    db.mockFault.deleteMany({ where: { database, iin: iin ?? null } }),
    db.mockFault.create({ data: { database, kind, ms: ms ?? null, iin: iin ?? null, times: times ?? null } }),
  ]);
}

/** Mends databases: all faults, or those of a database, of a person, of both. Out: how many there were. */
export async function clearFaults({ database, iin }: FaultScope): Promise<number> {
  const where = { ...(database === undefined ? {} : { database }), ...(iin === undefined ? {} : { iin }) };
  return (await db.mockFault.deleteMany({ where })).count;
}

/** Mends a database for everyone; what is broken for one person stays so. */
export async function clearCommonFault(database: Fault["database"]): Promise<void> {
  await db.mockFault.deleteMany({ where: { database, iin: null } });
}

/** `POST /api/qa/faults`. */
export const setFaultCall = qaCall(faultSchema, async (fault) => {
  await setFault(fault);
  return done({ fault });
});

/** `DELETE /api/qa/faults`. */
export const clearFaultsCall = qaCall(scopeSchema, async (scope) => done({ removed: await clearFaults(scope) }));
