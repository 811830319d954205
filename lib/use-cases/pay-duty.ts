import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { currentStage } from "@/lib/process/position";
import { findApplication } from "./application-record";
import { invoiceOf } from "./books";
import { orderInvoice } from "./order-invoice";
import { settlePayment, type Settled } from "./settle-payment";

/** Where somebody who wants to pay is sent to; or why there is nowhere to send them. */
export type PaymentPlace =
  | { readonly kind: "provider"; readonly page: string }
  /** What they want to pay has been settled meanwhile: the portal's own page says how. */
  | { readonly kind: "settled" }
  | { readonly kind: "silent" };

/**
 * Leads the applicant to the provider's page for what their application waits for. The provider is asked first, so that nobody pays twice,
 * and makes the invoice if it has not done so yet.
 */
export async function payDuty(applicationId: string, applicant: Iin): Promise<PaymentPlace> {
  const stage = await paymentStageOf(applicationId, applicant);
  if (stage === null) return { kind: "settled" };
  try {
    const invoice = await orderInvoice(applicationId, stage);
    if (!invoice) return { kind: "settled" };
    const settled = await settlePayment(invoice.number);
    if (settled === "silent" || settled === "wrong") return { kind: "silent" };
    return settled === "open" ? { kind: "provider", page: invoice.page } : { kind: "settled" };
  } catch {
    return { kind: "silent" };
  }
}

/**
 * Where the applicant's payment stands, by the provider's word: what the browser says on its way back counts for nothing. `none`: there is
 * no invoice. Nobody but the applicant learns anything.
 */
export async function returnFromPayment(applicationId: string, applicant: Iin): Promise<Settled | "none"> {
  const application = await findApplication(applicationId);
  if (application?.applicant !== applicant) return "none";
  const stages = application.service.stages.filter(({ kind }) => kind === "payment");
  for (const { id } of stages) {
    const invoice = await invoiceOf(applicationId, id);
    if (invoice) return settlePayment(invoice.number);
  }
  return "none";
}

/** The payment stage at which the applicant's own application stands; null at any other. */
async function paymentStageOf(applicationId: string, applicant: Iin): Promise<string | null> {
  const application = await findApplication(applicationId);
  if (application?.applicant !== applicant) return null;
  const { service, state } = application;
  const stage = currentStage(service, state, localDateOf(await clockOf(applicant)));
  return stage?.kind === "payment" ? stage.id : null;
}
