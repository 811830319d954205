import "server-only";
import { randomUUID } from "node:crypto";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { db, inTransaction, type Tx } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { Prisma } from "@/lib/infra/db/generated/client";
import { followsOf } from "@/lib/process/anew";
import { start } from "@/lib/process/decide";
import type { Service } from "@/lib/process/define-service";
import type { Follows } from "@/lib/process/events";
import { nothing } from "@/lib/process/state";
import { serviceToday } from "@/lib/services";
import { recordOf } from "./application-record";
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
        const follows = await followed(tx, service, applicant);
        const events = start(service, { id, number, applicant, ...(follows ? { follows } : {}) }, now);
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

/** The application that an officer annulled last, as the new one puts it down: the only way in which a rule learns of it. */
async function followed(tx: Tx, service: Service, applicant: Iin): Promise<Follows | undefined> {
  const last = await tx.application.findFirst({
    where: { service: service.id, applicant, outcome: "annulled" },
    orderBy: { endedAt: "desc" },
    select: { id: true, state: true },
  });
  return last ? followsOf(service, recordOf(last).state) : undefined;
}

async function findActive(service: string, applicant: Iin): Promise<{ id: string; number: string } | null> {
  return db.application.findFirst({ where: { service, applicant, outcome: null }, select: { id: true, number: true } });
}

/** "2026-0000012": the year on the applicant's clock, and a number that is never given twice. */
async function nextNumber(tx: Tx, now: Date): Promise<string> {
  const [row] = await tx.$queryRaw<{ next: bigint }[]>`SELECT nextval('portal.application_number') AS next`;
  return `${localDateOf(now).slice(0, 4)}-${String(row?.next ?? 0n).padStart(7, "0")}`;
}
