import "server-only";
import type { Answer } from "@/lib/kernel/answer";
import { audit } from "@/lib/infra/audit";
import { now as clockOf } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import type { Invoice, PaymentOperation } from "@/lib/state-databases/payments/port";
import { lockApplication } from "./application-record";
import { agrees, enter, findInvoice, isEntered, providerFor, type BookedInvoice } from "./books";
import { tellApplicant } from "./tell-applicant";

/**
 * Carries out a refund that was ordered: asks whether the provider has made it already, else lets it, and enters it into the ledger.
 * Safe to repeat: the order's id is the provider's key. Throws when the provider does not answer, so that the outbox tries again.
 */
export async function giveBack(refundId: string): Promise<void> {
  const order = await db.refund.findUnique({ where: { id: refundId } });
  const invoice = order && (await findInvoice(order.invoice));
  if (!order || !invoice || (await isEntered(db, invoice.number, "refund"))) return;
  const { number, applicant: iin } = invoice;
  const provider = await providerFor("payment", invoice);
  const known = refundIn(invoice, await provider.invoice({ iin, number }), refundId);
  const made = known ?? refundIn(invoice, await provider.refund({ iin, number, key: refundId }), refundId);
  if (made === "impossible") return;
  if (made === undefined) throw new Error("The payment provider did not confirm a refund");
  await keep(invoice, made);
}

/**
 * The refund of this key in what the provider says; undefined when it says nothing of it yet. `impossible`: the payer's bank has taken the
 * money back itself, and nothing is left to give back.
 */
function refundIn(
  invoice: BookedInvoice,
  answer: Answer<Invoice>,
  key: string,
): PaymentOperation | "impossible" | undefined {
  if (answer.kind !== "found" || !agrees(invoice, answer.value)) return undefined;
  if (answer.value.state === "reversed") return "impossible";
  return answer.value.operations.find((operation) => operation.kind === "refund" && operation.key === key);
}

async function keep(invoice: BookedInvoice, refund: PaymentOperation): Promise<void> {
  const { number, applicationId, applicant } = invoice;
  const now = await clockOf(applicant);
  await inTransaction(async (tx) => {
    const application = await lockApplication(tx, applicationId);
    if (!application || (await isEntered(tx, number, "refund"))) return;
    await enter(tx, invoice, refund);
    await audit(tx, { actor: { kind: "portal" }, action: "refund-done", applicationId, details: { invoice: number } });
    const values = { tenge: String(refund.tenge) };
    await tellApplicant(tx, application.state, "refund-done", invoice.stage, values, now);
  });
}
