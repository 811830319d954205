import "server-only";
import { randomUUID } from "node:crypto";
import { err, ok, type Result } from "@/lib/kernel/result";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { db, inTransaction, type Tx } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { Prisma } from "@/lib/infra/db/generated/client";
import { followsOf } from "@/lib/process/anew";
import { start } from "@/lib/process/decide";
import { actorOf, binOf, iinOf, isOpenTo, type Applicant } from "@/lib/process/applicant";
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

export type NotStarted =
  | { readonly kind: "no-such-service" }
  | { readonly kind: "period-ended" }
  /** The service is not for people who act for an entity, or for nobody else. */
  | { readonly kind: "other-audience" }
  /** A colleague is preparing one for the entity, which is not open to this one. */
  | { readonly kind: "colleague"; readonly number: string };

/**
 * Starts an application, or finds the active one: a person has at most one per service, and so has an entity, whoever began it. A unique index
 * stands behind it, so that two tabs and two clicks lead to the same application.
 */
export async function startApplication(serviceId: string, applicant: Applicant): Promise<Result<Started, NotStarted>> {
  const service = serviceToday(serviceId);
  if (!service) return err({ kind: "no-such-service" });
  const [iin, bin] = [iinOf(applicant), binOf(applicant)];
  if (!service.audience.includes(bin === null ? "citizen" : "entity")) return err({ kind: "other-audience" });
  const now = await clockOf(iin);
  const { to } = service.legalBasis;
  if (env.enforceLegalPeriods && to !== null && localDateOf(now) > to) return err({ kind: "period-ended" });

  const active = await findActive(serviceId, applicant);
  if (active) return started(active);
  try {
    return ok(
      await inTransaction(async (tx) => {
        const id = randomUUID();
        const number = await nextNumber(tx, now);
        const follows = await followed(tx, service, applicant);
        const events = start(
          service,
          { id, number, applicant: iin, ...(bin === null ? {} : { bin }), ...(follows ? { follows } : {}) },
          now,
        );
        const actor = actorOf(applicant);
        await storeEvents(tx, { service, applicant: iin, before: nothing, events, actor, action: "start", now });
        return { id, number, isNew: true };
      }),
    );
  } catch (error) {
    const raced = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    const other = raced ? await findActive(serviceId, applicant) : null;
    if (!other) throw error;
    return started(other);
  }
}

/** The one active application for a service. */
export interface Active {
  readonly id: string;
  readonly number: string;
  /** False where a colleague is preparing it. */
  readonly isOpen: boolean;
}

function started({ id, number, isOpen }: Active): Result<Started, NotStarted> {
  return isOpen ? ok({ id, number, isNew: false }) : err({ kind: "colleague", number });
}

/** Of whom an application is: of the entity, whoever acts for it, or of the person themselves. */
function holder(applicant: Applicant): { readonly bin: string } | { readonly bin: null; readonly applicant: string } {
  return typeof applicant === "string" ? { bin: null, applicant } : { bin: applicant.bin };
}

/** The application that an officer annulled last, as the new one puts it down: the only way in which a rule learns of it. */
async function followed(tx: Tx, service: Service, applicant: Applicant): Promise<Follows | undefined> {
  const last = await tx.application.findFirst({
    where: { service: service.id, ...holder(applicant), outcome: "annulled" },
    orderBy: { endedAt: "desc" },
    select: { id: true, state: true },
  });
  return last ? followsOf(service, recordOf(last).state) : undefined;
}

/** The active application of a person, or of the entity that they act for; null where there is none. */
export async function findActive(service: string, applicant: Applicant): Promise<Active | null> {
  const row = await db.application.findFirst({
    where: { service, ...holder(applicant), outcome: null },
    select: { id: true, number: true, state: true },
  });
  return row && { id: row.id, number: row.number, isOpen: isOpenTo(recordOf(row).state, applicant) };
}

/** "2026-0000012": the year on the applicant's clock, and a number that is never given twice. */
async function nextNumber(tx: Tx, now: Date): Promise<string> {
  const [row] = await tx.$queryRaw<{ next: bigint }[]>`SELECT nextval('portal.application_number') AS next`;
  return `${localDateOf(now).slice(0, 4)}-${String(row?.next ?? 0n).padStart(7, "0")}`;
}
