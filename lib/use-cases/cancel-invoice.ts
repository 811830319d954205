import "server-only";
import { findApplication } from "./application-record";
import { invoiceOf, providerFor } from "./books";
import { settlePayment } from "./settle-payment";

/**
 * Closes the invoice of an application that has ended, so that nobody pays for nothing; of any other, nothing. What was paid in the
 * last moment is entered and given back. Throws when the provider does not answer, so that the outbox tries again.
 */
export async function cancelInvoice(applicationId: string, stage: string): Promise<void> {
  const application = await findApplication(applicationId);
  if (!application?.state.outcome || application.state.stages[stage]?.status !== "open") return;
  const invoice = await invoiceOf(applicationId, stage);
  if (!invoice) return;
  const provider = await providerFor(application.service.id, invoice);
  const answer = await provider.cancelInvoice({ iin: invoice.applicant, number: invoice.number });
  if (answer.kind === "found" && answer.value.state !== "open" && answer.value.state !== "cancelled") {
    await settlePayment(invoice.number);
  } else if (answer.kind !== "found" && answer.kind !== "not-found") {
    throw new Error("The payment provider did not confirm a cancellation");
  }
}
