import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf } from "@/lib/kernel/local-date";
import { tenge } from "@/lib/kernel/tenge";
import { audit } from "@/lib/infra/audit";
import { now as clockOf } from "@/lib/infra/clock";
import { inTransaction } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { locales } from "@/lib/i18n/locale";
import { currentStage } from "@/lib/process/position";
import type { InvoiceDescription } from "@/lib/state-databases/payments/port";
import { findApplication, type ApplicationRecord } from "./application-record";
import { agrees, invoiceKey, invoiceOf, providerFor, type BookedInvoice } from "./books";
import { cancelInvoice } from "./cancel-invoice";
import { wordsOf } from "./words";

/**
 * Lets the payment provider make the invoice of the payment at which an application stands, or takes the one that is there: the
 * request carries a stable key, so that asking twice makes one. Out: the invoice; null when nothing is to be paid here (any more).
 * Throws when the provider does not answer, so that the outbox tries again.
 */
export async function orderInvoice(applicationId: string, stageId: string): Promise<BookedInvoice | null> {
  const known = await invoiceOf(applicationId, stageId);
  if (known) return known;
  const application = await findApplication(applicationId);
  const amount = application && (await amountDue(application, stageId));
  if (!application || amount === null) return null;
  const { applicant, service } = application;
  const provider = await providerFor(service.id, { applicationId, applicant });
  const key = invoiceKey(applicationId, stageId);
  const returnTo = `${env.publicUrl}/apply/${applicationId}/payment/return`;
  const answer = await provider.createInvoice({
    iin: applicant,
    key,
    tenge: tenge(amount),
    description: descriptionOf(application, stageId),
    returnTo,
  });
  if (answer.kind !== "found") throw new Error("The payment provider did not make an invoice");
  const { number, page } = answer.value;
  const invoice: BookedInvoice = { number, applicationId, stage: stageId, applicant, tenge: tenge(amount), page };
  if (!agrees(invoice, answer.value)) throw new Error("The payment provider made another invoice than was asked for");
  await keep(invoice, applicant);
  // The application may have ended meanwhile, and its cancellation have found nothing to cancel.
  await cancelInvoice(applicationId, stageId);
  return invoice;
}

/** Whole tenge to be paid at a stage now; null when the application does not stand there. */
async function amountDue({ service, state, applicant }: ApplicationRecord, stageId: string): Promise<number | null> {
  const stage = currentStage(service, state, localDateOf(await clockOf(applicant)));
  const at = state.stages[stageId];
  return stage?.id === stageId && stage.kind === "payment" && at?.status === "open" ? at.tenge : null;
}

async function keep(
  { number, applicationId, stage, applicant, tenge: amount, page }: BookedInvoice,
  iin: Iin,
): Promise<void> {
  const createdAt = await clockOf(iin);
  await inTransaction(async (tx) => {
    const { count } = await tx.invoice.createMany({
      data: { number, applicationId, stage, applicant, tenge: amount, page, createdAt },
      skipDuplicates: true,
    });
    if (count === 0) return;
    await audit(tx, { actor: { kind: "portal" }, action: "invoice-made", applicationId, details: { invoice: number } });
  });
}

/** What the payer reads at the provider's: what it is for, and the application's number. */
function descriptionOf({ service, state }: ApplicationRecord, stage: string): InvoiceDescription {
  const [kk = "", ru = "", en = ""] = locales.map((locale) =>
    wordsOf(locale, `services.${service.id}`)(`payments.${stage}.invoice`, { number: state.number }),
  );
  return { kk, ru, en };
}
