import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { isBefore, localDateOf, localDateSchema } from "@/lib/kernel/local-date";
import { db } from "@/lib/infra/db/client";
import { findApplication } from "../application-record";
import { portalReader } from "../gather-facts";
import { viewIssuedPaper } from "../sealed-documents/revoke-paper";
import { askRegistrations } from "../address/ask-registrations";
import { isEnding } from "../address/stays";

/** What GBD FL is asked for when a reminder of a stay is due. */
const reminderPurpose = "reminder";

/** Whether a reminder that is due still has something to remind of; "ask-later": nobody can say now. */
type Due = "due" | "over" | "ask-later";

/** A reminder as it was kept. */
interface KeptReminder {
  readonly kind: string;
  readonly subject: string;
  readonly expiresOn: string;
}

/** Judges a due reminder on the person's clock. No transaction is open: a state database may be asked. */
export async function stillDue({ kind, subject, expiresOn }: KeptReminder, iin: Iin, at: Date): Promise<Due> {
  // Of a document is reminded as the person was told: RP DRN is not asked again.
  if (kind === "renewal") return "due";
  if (kind === "paper") return (await isPaperEnding(subject, expiresOn)) ? "due" : "over";
  const lastDay = localDateSchema.safeParse(expiresOn);
  if (!lastDay.success || isBefore(lastDay.data, localDateOf(at))) return "over";
  const told = await askRegistrations(iin, { reader: portalReader, purpose: reminderPurpose, now: at });
  switch (told.kind) {
    case "found":
      return isEnding(subject, lastDay.data, told.registrations) ? "due" : "over";
    // Whoever lets nobody ask is told what the portal knows by itself.
    case "denied":
      return "due";
    case "silent":
      return "ask-later";
  }
}

/** Whether the paper of an application is good still, until this day, and its holder has no newer one from the same service. */
async function isPaperEnding(applicationId: string, lastDay: string): Promise<boolean> {
  const application = await findApplication(applicationId);
  const paper = application && (await viewIssuedPaper(application));
  if (!application || paper?.standing !== "valid" || paper.validUntil !== lastDay) return false;
  const { registrationsOf } = await db.issuedPaper.findUniqueOrThrow({
    where: { applicationId_seq: { applicationId, seq: paper.seq } },
    select: { registrationsOf: true },
  });
  const { applicant, bin, service } = application;
  // An entity's papers speak of the entity, whoever has asked for them.
  const same = bin === null ? { registrationsOf: { equals: registrationsOf } } : {};
  const whose = bin === null ? { applicant, bin } : { bin };
  const newer = await db.issuedPaper.count({
    where: { ...same, validUntil: { gt: lastDay }, revocation: null, application: { ...whose, service: service.id } },
  });
  return newer === 0;
}
