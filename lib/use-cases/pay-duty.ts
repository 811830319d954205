import "server-only";
import { localDateOf } from "@/lib/kernel/local-date";
import { rateKey, take } from "@/lib/infra/auth/rate-limit";
import type { RateRule } from "@/lib/infra/auth/rate-rule";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { Applicant } from "@/lib/process/applicant";
import { currentStage } from "@/lib/process/position";
import { findOwn } from "./application-record";
import { invoiceOf, isEntered } from "./books";
import { orderInvoice } from "./order-invoice";
import { settlePayment, type Settled } from "./settle-payment";

/** How often the provider is asked about one invoice because its payer looks. */
const askLimit: RateRule = { points: 10, seconds: 60 };

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
export async function payDuty(applicationId: string, applicant: Applicant): Promise<PaymentPlace> {
  const stage = await paymentStageOf(applicationId, applicant);
  if (stage === null) return { kind: "settled" };
  try {
    const invoice = await orderInvoice(applicationId, stage);
    if (!invoice) return { kind: "settled" };
    const settled = await settlePayment(invoice.number);
    if (settled === "silent") return { kind: "silent" };
    return settled === "open" ? { kind: "provider", page: invoice.page } : { kind: "settled" };
  } catch {
    return { kind: "silent" };
  }
}

/**
 * Where the applicant's payment stands, by the provider's word: what the browser says on its way back counts for nothing. `none`: there is
 * no invoice. `too-often`: the provider has only just been asked, and the ledger says nothing yet. Nobody but the applicant learns anything.
 */
export async function returnFromPayment(
  applicationId: string,
  applicant: Applicant,
): Promise<Settled | "none" | "too-often"> {
  const application = await findOwn(applicationId, applicant);
  if (!application) return "none";
  const stages = application.service.stages.filter(({ kind }) => kind === "payment");
  for (const { id } of stages) {
    const invoice = await invoiceOf(applicationId, id);
    if (!invoice) continue;
    const { allowed } = await take(rateKey("payment-asked", invoice.number), askLimit, realNow());
    return allowed ? settlePayment(invoice.number) : inLedger(invoice.number);
  }
  return "none";
}

/** What the portal knows of an invoice without asking: what the provider has said before. */
async function inLedger(invoice: string): Promise<"reversed" | "paid" | "too-often"> {
  if (await isEntered(db, invoice, "reversal")) return "reversed";
  return (await isEntered(db, invoice, "charge")) ? "paid" : "too-often";
}

/** The payment stage at which the applicant's own application stands; null at any other. */
async function paymentStageOf(applicationId: string, applicant: Applicant): Promise<string | null> {
  const application = await findOwn(applicationId, applicant);
  if (!application) return null;
  const { service, state } = application;
  const stage = currentStage(service, state, localDateOf(await clockOf(application.applicant)));
  return stage?.kind === "payment" ? stage.id : null;
}
