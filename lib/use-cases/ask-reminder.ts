import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf, localDateSchema, type LocalDate } from "@/lib/kernel/local-date";
import { audit } from "@/lib/infra/audit";
import { now as clockOf } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import type { Service } from "@/lib/process/define-service";
import { reminderAt, reminderBefore } from "@/lib/process/expiry";
import type { State } from "@/lib/process/state";
import { services, serviceToday } from "@/lib/services";
import { askRegistrations } from "./address/ask-registrations";
import { isEnding, isStay } from "./address/stays";
import { addressPurpose } from "./address/view-own-address";
import { isUuid } from "./application-record";
import { keepReminder, type NewReminder } from "./reminders/keep-reminder";
import { openOwnApplication } from "./view-application";
import { viewDocuments } from "./view-documents";

/** The document's last day, and the first on which the portal will renew it. */
interface Refusal {
  readonly expiresOn: LocalDate;
  readonly firstDay: LocalDate;
}

/** From when on a refusal for being too early would be none; null for any other application. */
export function refusedUntil(service: Service, state: State, today: LocalDate): Refusal | null {
  if (!service.renewal || state.outcome?.kind !== "refused") return null;
  const refusals = Object.values(state.stages).filter((at) => at.status === "refused");
  // A reminder helps only where nothing else stands against the person.
  if (refusals.some(({ reason }) => service.reasons[reason]?.instead !== "apply-later")) return null;
  const expiresOn = localDateSchema.safeParse(refusals[0]?.params["expiresOn"]);
  if (!expiresOn.success) return null;
  const window = service.renewal.window(expiresOn.data, today);
  return window.kind === "too-early" ? { expiresOn: expiresOn.data, firstDay: window.firstDay } : null;
}

/** Reminds the applicant of an application that came too early, on the first day on which it would not. False: there is nothing to remind of. */
export async function askReminderAfterRefusal(applicationId: string, iin: Iin): Promise<boolean> {
  const application = await openOwnApplication(applicationId, iin);
  if (!application) return false;
  const { service, state, today, now } = application;
  const refusal = refusedUntil(service, state, today);
  return refusal ? keep(service, iin, refusal.expiresOn, today, now) : false;
}

/** Reminds a person of renewing a document of theirs, asked of RP DRN once more: the form is not believed. */
export async function askReminderOfDocument(serviceId: string, iin: Iin): Promise<boolean> {
  const service = serviceToday(serviceId);
  const now = await clockOf(iin);
  const today = localDateOf(now);
  const own = await viewDocuments(iin);
  if (own.kind !== "found" || !service) return false;
  const document = own.documents.find(({ renewal }) => renewal?.service === serviceId);
  return document ? keep(service, iin, document.expiresOn, today, now) : false;
}

/** Keeps the one date that a reminder needs; asked twice, it is kept once. */
async function keep(service: Service, iin: Iin, expiresOn: LocalDate, today: LocalDate, now: Date): Promise<boolean> {
  const window = service.renewal?.window(expiresOn, today);
  if (window?.kind !== "too-early") return false;
  const dueAt = reminderAt(window.firstDay);
  return keepAsked({ iin, kind: "renewal", service: service.id, subject: "", expiresOn, dueAt, now });
}

/**
 * Reminds a person of the end of a stay of theirs before it, asked of GBD FL once more: the form is not believed. `expiresOn`: the stay's last
 * day. False: there is no such stay, it is too late to be reminded of it, or another follows it.
 */
export async function askReminderOfStay(expiresOn: LocalDate, iin: Iin): Promise<boolean> {
  const service = services.find(({ expiry }) => expiry?.kind === "stay");
  if (!service?.expiry) return false;
  const now = await clockOf(iin);
  const told = await askRegistrations(iin, { reader: { kind: "citizen", iin }, purpose: addressPurpose, now });
  if (told.kind !== "found") return false;
  const all = told.registrations;
  const stay = all.filter(isStay).find(({ rka, to }) => to === expiresOn && isEnding(rka, to, all));
  const dueAt = reminderBefore(expiresOn, service.expiry.daysBefore);
  if (!stay || dueAt <= now) return false;
  return keepAsked({ iin, kind: "stay", service: service.id, subject: stay.rka, expiresOn, dueAt, now });
}

/** Keeps what the person themselves has asked for; true as well where it was kept before. */
async function keepAsked(reminder: NewReminder): Promise<true> {
  const { iin, service, dueAt } = reminder;
  await inTransaction(async (tx) => {
    if (!(await keepReminder(tx, reminder))) return;
    const details = { service, day: localDateOf(dueAt) };
    await audit(tx, { actor: { kind: "citizen", iin }, action: "reminder-asked", applicationId: null, details });
  });
  return true;
}

/** Forgets a reminder that the person no longer wants; anybody else's stays. */
export async function cancelReminder(id: string, iin: Iin): Promise<void> {
  if (!isUuid(id)) return;
  await inTransaction(async (tx) => {
    const { count } = await tx.reminder.deleteMany({ where: { id, iin, sentAt: null } });
    if (count === 0) return;
    await audit(tx, {
      actor: { kind: "citizen", iin },
      action: "reminder-cancelled",
      applicationId: null,
      details: { reminder: id },
    });
  });
}

/** The day of the reminder that a person has asked for; null when there is none. */
export async function reminderDay(iin: Iin, serviceId: string, expiresOn: LocalDate): Promise<LocalDate | null> {
  const kept = await db.reminder.findFirst({ where: { iin, service: serviceId, expiresOn, sentAt: null } });
  return kept ? localDateOf(kept.dueAt) : null;
}
