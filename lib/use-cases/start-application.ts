import "server-only";
import { randomUUID } from "node:crypto";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { db, inTransaction, type Tx } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { Prisma } from "@/lib/infra/db/generated/client";
import { start } from "@/lib/process/decide";
import { nothing } from "@/lib/process/state";
import { serviceToday } from "@/lib/services";
import { storeEvents } from "./store-events";

export interface Started {
  readonly id: string;
  readonly number: string;
  /** False when an active application was there already: it is this one. */
  readonly isNew: boolean;
}

/**
 * Starts an application, or finds the active one: a person has at most one per service. A unique index stands behind it, so that
 * two tabs and two clicks lead to the same application.
 */
export async function startApplication(
  serviceId: string,
  applicant: Iin,
): Promise<Result<Started, { readonly kind: "no-such-service" } | { readonly kind: "period-ended" }>> {
  const service = serviceToday(serviceId);
  if (!service) return err({ kind: "no-such-service" });
  const now = await clockOf(applicant);
  const { to } = service.legalBasis;
  if (env.enforceLegalPeriods && to !== null && localDateOf(now) > to) return err({ kind: "period-ended" });

  const active = await findActive(serviceId, applicant);
  if (active) return ok({ ...active, isNew: false });
  try {
    return ok(
      await inTransaction(async (tx) => {
        const id = randomUUID();
        const number = await nextNumber(tx, now);
        const events = start(service, { id, number, applicant }, now);
        const actor = { kind: "citizen", iin: applicant } as const;
        await storeEvents(tx, { service, applicant, before: nothing, events, actor, action: "start", now });
        return { id, number, isNew: true };
      }),
    );
  } catch (error) {
    const raced = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    const other = raced ? await findActive(serviceId, applicant) : null;
    if (!other) throw error;
    return ok({ ...other, isNew: false });
  }
}

async function findActive(service: string, applicant: Iin): Promise<{ id: string; number: string } | null> {
  return db.application.findFirst({ where: { service, applicant, outcome: null }, select: { id: true, number: true } });
}

/** "2026-0000012": the year on the applicant's clock, and a number that is never given twice. */
async function nextNumber(tx: Tx, now: Date): Promise<string> {
  const [row] = await tx.$queryRaw<{ next: bigint }[]>`SELECT nextval('portal.application_number') AS next`;
  return `${localDateOf(now).slice(0, 4)}-${String(row?.next ?? 0n).padStart(7, "0")}`;
}
