import "server-only";
import { randomUUID } from "node:crypto";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import type { Tx } from "@/lib/infra/db/client";
import type { Service } from "@/lib/process/define-service";
import type { DatedEvent } from "@/lib/process/events";
import { paperDaysBefore, reminderBefore } from "@/lib/process/expiry";
import { lastDayOf, resultMadeBy } from "@/lib/process/papers";
import { situationOf } from "@/lib/process/position";
import type { State } from "@/lib/process/state";

/** What a reminder is about: it decides whether there is still something to remind of when it is due. */
export type ReminderKind = "renewal" | "stay" | "paper";

export interface NewReminder {
  readonly iin: Iin;
  readonly kind: ReminderKind;
  readonly service: string;
  /** What the service alone does not say: a dwelling's RKA, the application that has ended with a paper. */
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

/**
 * What an application leaves that ends by itself, kept in the transaction of its events, from what the portal itself has begun: the
 * registration for a time, and the paper that is good for some days. An entity's paper ends on the clock of whoever began its application.
 */
export async function keepReminders(
  tx: Tx,
  happening: {
    readonly service: Service;
    readonly applicant: Iin;
    readonly before: State;
    readonly events: readonly DatedEvent[];
    readonly now: Date;
  },
  after: State,
): Promise<void> {
  const { service, applicant: iin, before, events, now } = happening;
  const { expiry } = service;
  const ends =
    expiry && events.some(({ type }) => type === "application-granted")
      ? expiry.of(situationOf(after, localDateOf(now)))
      : null;
  if (expiry && ends) {
    const { subject, lastDay: expiresOn } = ends;
    const dueAt = reminderBefore(expiresOn, expiry.daysBefore);
    await keepReminder(tx, { iin, kind: expiry.kind, service: service.id, subject, expiresOn, dueAt, now });
  }
  const made = resultMadeBy(service, before, events);
  const expiresOn = made && lastDayOf(service, made);
  if (expiresOn) {
    const dueAt = reminderBefore(expiresOn, paperDaysBefore);
    await keepReminder(tx, { iin, kind: "paper", service: service.id, subject: after.id, expiresOn, dueAt, now });
  }
}
