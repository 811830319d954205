import "server-only";
import { randomUUID } from "node:crypto";
import { addDays, localDateOf, startOfDay } from "@/lib/kernel/local-date";
import type { Tx } from "@/lib/infra/db/client";
import type { Service } from "@/lib/process/define-service";
import type { DatedEvent } from "@/lib/process/events";
import { situationOf } from "@/lib/process/position";
import type { State } from "@/lib/process/state";

/** Of how many dwellings one applicant may ask the owners on one day [ours]. */
const dwellingsADay = 3;

/** How often one applicant may ask the owners of one dwelling, in so many days, that of the request included [ours]. */
const askedOfOne = [
  { times: 3, days: 1 },
  { times: 10, days: 30 },
] as const;

/** Why owners are not asked. */
export type RequestRefusal =
  /** One of them takes no more requests from this applicant. */
  | { readonly kind: "applicant-blocked" }
  | { readonly kind: "too-many-dwellings"; readonly most: number }
  /** They have been asked about this dwelling, and answered or not, again and again. */
  | { readonly kind: "asked-too-often"; readonly days: number };

/** Whether something was not done because owners are not asked, and will not be tomorrow either. */
export function isLastingRefusal(error: { readonly kind: string; readonly days?: number }): boolean {
  return error.kind === "applicant-blocked" || (error.kind === "asked-too-often" && error.days !== 1);
}

/** Thrown to undo what would have asked somebody who may not be asked. */
export class RequestRefused extends Error {
  override readonly name = "RequestRefused";
  readonly refusal: RequestRefusal;

  constructor(refusal: RequestRefusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

/**
 * Keeps a row for every owner who is asked, and closes it when they answer or need answer no more.
 * Throws RequestRefused where the applicant has asked of too many dwellings that day, or of this one too often, or an owner has blocked them.
 */
export async function keepConsentRequests(
  tx: Tx,
  { service, events, now }: { readonly service: Service; readonly events: readonly DatedEvent[]; readonly now: Date },
  after: State,
): Promise<void> {
  const stages = service.stages.filter(({ kind }) => kind === "consent").map(({ id }) => id);
  if (stages.length === 0) return;
  for (const event of events) {
    if (event.type === "consent-given") await close(tx, after.id, event.by, "given", now);
    if (event.type === "consent-declined") await close(tx, after.id, event.by, "declined", now);
    if (event.type === "consent-void") await close(tx, after.id, event.by, "void", now);
  }
  const open = stages.filter((id) => after.stages[id]?.status === "open" && after.outcome === null);
  await tx.consentRequest.updateMany({
    where: { applicationId: after.id, closedAt: null, stage: { notIn: open } },
    data: { answer: "over", closedAt: now },
  });
  for (const event of events) {
    if (event.type === "consent-requested" && event.from.length > 0) await ask(tx, service, after, event, now);
  }
}

async function close(tx: Tx, applicationId: string, owner: string, answer: string, now: Date): Promise<void> {
  await tx.consentRequest.updateMany({
    where: { applicationId, owner, closedAt: null },
    data: { answer, closedAt: now },
  });
}

async function ask(
  tx: Tx,
  service: Service,
  after: State,
  { stage: id, from, dueAt }: Extract<DatedEvent, { type: "consent-requested" }>,
  now: Date,
): Promise<void> {
  const stage = service.stages.find((one) => one.id === id);
  if (stage?.kind !== "consent") return;
  const today = localDateOf(now);
  const { dwelling: rka } = stage.about(situationOf(after, today));
  const { applicant } = after;
  // Two requests of one applicant are counted one after the other.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`consent-request/${applicant}`}, 0))`;
  const others = await tx.consentRequest.findMany({
    where: { applicant, askedAt: { gte: startOfDay(today) }, rka: { not: rka } },
    distinct: ["rka"],
    select: { rka: true },
  });
  if (others.length >= dwellingsADay) throw new RequestRefused({ kind: "too-many-dwellings", most: dwellingsADay });
  for (const { times, days } of askedOfOne) {
    const since = startOfDay(addDays(today, 1 - days));
    const asked = await tx.consentRequest.groupBy({
      by: ["applicationId", "askedAt"],
      where: { applicant, rka, askedAt: { gte: since } },
    });
    if (asked.length >= times) throw new RequestRefused({ kind: "asked-too-often", days });
  }
  const blocked = await tx.blockedApplicant.count({ where: { applicant, owner: { in: [...from] } } });
  if (blocked > 0) throw new RequestRefused({ kind: "applicant-blocked" });
  await tx.consentRequest.createMany({
    data: from.map((owner) => ({
      id: randomUUID(),
      applicationId: after.id,
      stage: id,
      owner,
      applicant,
      rka,
      askedAt: now,
      dueAt: new Date(dueAt),
    })),
  });
}
