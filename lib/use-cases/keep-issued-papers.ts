import "server-only";
import { localDateOf } from "@/lib/kernel/local-date";
import { audit } from "@/lib/infra/audit";
import { clockOffsetOf, now as clockOf, realNow } from "@/lib/infra/clock";
import type { Tx } from "@/lib/infra/db/client";
import { Prisma } from "@/lib/infra/db/generated/client";
import type { DatedEvent } from "@/lib/process/events";
import { lastDayOf, resultMadeBy, type DuePaper } from "@/lib/process/papers";
import { situationOf } from "@/lib/process/position";
import { registrationsChangedBy } from "@/lib/process/registration-change";
import { paperApplicant } from "@/lib/process/resulting-paper";
import type { State } from "@/lib/process/state";
import type { Service } from "@/lib/process/define-service";
import { recordOf } from "./application-record";
import { keepChanges, lockRegistrations } from "./registration-changes";
import { tellApplicant } from "./tell-applicant";

interface Happening {
  readonly service: Service;
  readonly before: State;
  readonly events: readonly DatedEvent[];
}

/**
 * Issues the paper that the events have made, and revokes those that tell of a registration which they have ended or replaced; in the
 * transaction of the events. Whoever does either holds the lock of each registration concerned, so that no paper is issued unseen; that none is issued
 * after a change by facts that are older than it, whoever asks for the facts sees to (`watchRegistrations`).
 */
export async function keepIssuedPapers(tx: Tx, { service, before, events }: Happening, after: State): Promise<void> {
  const changed = registrationsChangedBy(service, before, events);
  const made = resultMadeBy(service, before, events);
  const registrationsOf = made ? toldOfBy(service, made) : [];
  await lockRegistrations(tx, [...registrationsOf, ...changed]);
  if (made) {
    await tx.issuedPaper.create({
      data: {
        ...{ applicationId: after.id, seq: made.seq, registrationsOf },
        ...{ validUntil: lastDayOf(service, made), issuedAt: realNow() },
      },
    });
  }
  if (changed.length > 0) await revokeTelling(tx, changed, after.id);
}

/** IINs of those of whose registrations a paper tells. */
function toldOfBy({ paper }: Service, { state, at }: Pick<DuePaper, "state" | "at">): string[] {
  const situation = situationOf(state, localDateOf(new Date(at)));
  return [...(paper?.registrationsOf?.(situation, paperApplicant(state)) ?? [])];
}

/**
 * Puts the changes down, and revokes the papers that tell of these people's registrations and are still good; not what the application itself has
 * brought. The caller holds the locks.
 */
async function revokeTelling(tx: Tx, people: readonly string[], becauseOf: string): Promise<void> {
  const at = realNow();
  await keepChanges(tx, people, becauseOf, at);
  const revoked = await tx.$queryRaw<{ application_id: string; seq: number }[]>`
    INSERT INTO portal.paper_revocation (application_id, seq, by, because_of, revoked_at)
    SELECT paper.application_id, paper.seq, 'portal', ${becauseOf}::uuid, ${at}
    FROM portal.issued_paper AS paper JOIN portal.application AS of ON of.id = paper.application_id
    WHERE paper.registrations_of && ${[...people]}::text[] AND paper.application_id <> ${becauseOf}::uuid
      AND (paper.valid_until IS NULL OR paper.valid_until >= to_char(
        (${at}::timestamptz + ${clockOffsetOf(Prisma.sql`of.applicant`)}) AT TIME ZONE INTERVAL '+05:00', 'YYYY-MM-DD'))
    ON CONFLICT DO NOTHING
    RETURNING application_id, seq`;
  for (const { application_id: applicationId, seq } of revoked) {
    await audit(tx, { actor: { kind: "portal" }, action: "paper-revoked", applicationId, details: { seq, becauseOf } });
    await tellHolder(tx, applicationId);
  }
}

/** Whoever has asked for a paper is told that it is good no more, what that means and how to get another. */
async function tellHolder(tx: Tx, applicationId: string): Promise<void> {
  const { state, service, applicant } = recordOf(
    await tx.application.findUniqueOrThrow({ where: { id: applicationId }, select: { id: true, state: true } }),
  );
  const page = `/services/${service.id}`;
  await tellApplicant(tx, state, "paper-revoked", "", { page }, await clockOf(applicant));
}
