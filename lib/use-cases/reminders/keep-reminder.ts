import "server-only";
import { randomUUID } from "node:crypto";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import type { Tx } from "@/lib/infra/db/client";
import type { Service } from "@/lib/process/define-service";
import type { DatedEvent } from "@/lib/process/events";
import { reminderBefore } from "@/lib/process/expiry";
import { situationOf } from "@/lib/process/position";
import type { State } from "@/lib/process/state";

/** What a reminder is about: it decides whether there is still something to remind of when it is due. */
export type ReminderKind = "renewal" | "stay" | "paper";

export interface NewReminder {
  readonly iin: Iin;
  readonly kind: ReminderKind;
  readonly service: string;
  /** What the service alone does not say: a dwelling's RKA, a paper's number. */
  readonly subject: string;
  readonly expiresOn: LocalDate;
  readonly dueAt: Date;
  /** On the person's clock. */
  readonly now: Date;
}

/** Keeps one reminder in the caller's transaction; of the same end there is never a second. Out: whether it is new. */
export async function keepReminder(tx: Tx, { now, ...reminder }: NewReminder): Promise<boolean> {
  const { count } = await tx.reminder.createMany({
    data: [{ ...reminder, id: randomUUID(), askedAt: now }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** What an application leaves that ends by itself: kept in the transaction in which it is granted, from what the portal itself has begun. */
export async function keepReminderOfExpiry(
  tx: Tx,
  happening: {
    readonly service: Service;
    readonly applicant: Iin;
    readonly events: readonly DatedEvent[];
    readonly now: Date;
  },
  after: State,
): Promise<void> {
  const { service, applicant, events, now } = happening;
  const { expiry } = service;
  if (!expiry || !events.some(({ type }) => type === "application-granted")) return;
  const ends = expiry.of(situationOf(after, localDateOf(now)));
  if (!ends) return;
  const { subject, lastDay } = ends;
  const dueAt = reminderBefore(lastDay, expiry.daysBefore);
  await keepReminder(tx, {
    iin: applicant,
    kind: expiry.kind,
    service: service.id,
    subject,
    expiresOn: lastDay,
    dueAt,
    now,
  });
}
