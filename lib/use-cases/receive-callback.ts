import "server-only";
import { rateKey, take } from "@/lib/infra/auth/rate-limit";
import type { RateRule } from "@/lib/infra/auth/rate-rule";
import { audit } from "@/lib/infra/audit";
import { realNow } from "@/lib/infra/clock";
import { inTransaction } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { callbackSchema, isSignedCallback } from "@/lib/state-databases/payments/callback";
import { findInvoice } from "./books";
import { settlePayment } from "./settle-payment";

/** How the portal answers the provider. Whatever is not "taken" has had no effect. */
export type CallbackAnswer =
  "taken" | "forged" | "too-many" | "malformed" | "unknown-invoice" | "wrong-amount" | "try-later";

/** Forged callbacks from one address, and true ones about one invoice: a flood is answered without being looked at. */
const forgedLimit: RateRule = { points: 20, seconds: 60 };
const invoiceLimit: RateRule = { points: 30, seconds: 60 };

/**
 * Takes a callback of the payment provider. Its signature is verified over the exact bytes; then it only says which invoice to ask
 * about: what becomes of the payment follows from the provider's answer, never from the callback's words. So it may come five
 * times, late, or after a newer one.
 */
export async function receiveCallback(request: {
  readonly body: string;
  readonly signature: string | null;
  readonly address: string;
}): Promise<CallbackAnswer> {
  const { body, signature, address } = request;
  const now = realNow();
  if (!isSignedCallback(body, signature, env.paymentsCallbackKey, now)) {
    if (!(await take(rateKey("payment-forged", address), forgedLimit, now)).allowed) return "too-many";
    return refuse("forged", null);
  }
  const callback = callbackSchema.safeParse(parsed(body));
  if (!callback.success) return refuse("malformed", null);
  const { invoice: number, tenge } = callback.data;
  if (!(await take(rateKey("payment-callback", number), invoiceLimit, now)).allowed) return "too-many";
  const invoice = await findInvoice(number);
  if (!invoice) return refuse("unknown-invoice", null);
  if (invoice.tenge !== tenge) return refuse("wrong-amount", invoice.applicationId, number);
  const settled = await settlePayment(number);
  return settled === "silent" ? "try-later" : "taken";
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** What was refused leaves a row in the audit: its reason, and the invoice where the portal knows it. */
async function refuse<Reason extends CallbackAnswer>(
  reason: Reason,
  applicationId: string | null,
  invoice?: string,
): Promise<Reason> {
  const details = { reason, ...(invoice === undefined ? {} : { invoice }) };
  await inTransaction((tx) =>
    audit(tx, { actor: { kind: "provider" }, action: "payment-callback-refused", applicationId, details }),
  );
  return reason;
}
