import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { isIin } from "@/lib/kernel/iin";
import { tenge, type Tenge } from "@/lib/kernel/tenge";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import type { MockPaymentInvoice } from "@/lib/infra/db/generated/client";
import { signatureHeader, signCallback, type Callback } from "./callback";
import { book, locked } from "./mock";
import type { Invoice, InvoiceDescription } from "./port";

/** What the payer sees on the provider's page. */
export interface ProviderInvoice {
  readonly number: string;
  readonly tenge: Tenge;
  readonly description: InvoiceDescription;
  readonly state: Invoice["state"];
  /** A path of the portal's. */
  readonly returnTo: string;
}

const descriptionSchema = z.object({ kk: z.string(), ru: z.string(), en: z.string() });

/** The invoice behind the secret part of its page's address; null when there is none. */
export async function invoiceOfPage(page: string): Promise<ProviderInvoice | null> {
  const row = await db.mockPaymentInvoice.findUnique({ where: { page } });
  return row && told(row);
}

function told(row: MockPaymentInvoice): ProviderInvoice {
  const { pathname } = new URL(row.returnTo, env.publicUrl);
  return {
    number: row.number,
    tenge: tenge(row.tenge),
    description: descriptionSchema.parse(row.description),
    state: row.state === "paid" || row.state === "cancelled" || row.state === "reversed" ? row.state : "open",
    returnTo: pathname,
  };
}

/** What may go wrong at the provider's itself while somebody pays. */
export interface Mishap {
  /** So many tenge more, or less, are taken than the invoice is for. */
  readonly offBy?: number;
  /** The payment was under way while the invoice was closed, and is taken after that. */
  readonly isLate?: boolean;
}

/**
 * Somebody pays an invoice at the provider's, once. Out: where the invoice stands after it: `paid` also when it was paid before; anything
 * else means that no money was taken. Undefined when there is no such invoice.
 */
export async function payAtProvider(
  number: string,
  { offBy = 0, isLate = false }: Mishap = {},
): Promise<Invoice["state"] | undefined> {
  const known = await db.mockPaymentInvoice.findUnique({ where: { number } });
  if (!known) return undefined;
  const at = await clockOf(isIin(known.iin) ? known.iin : undefined);
  return inTransaction(async (tx) => {
    const row = await locked(tx, number);
    if (!row) return undefined;
    const isTaken = row.state === "open" || (isLate && row.state === "cancelled");
    if (isTaken) {
      await book(tx, { ...row, tenge: row.tenge + offBy }, "charge", at);
      await tx.mockPaymentInvoice.update({ where: { number }, data: { state: "paid" } });
    }
    return told({ ...row, state: isTaken ? "paid" : row.state }).state;
  });
}

/** The payer's bank takes a payment back. Nothing happens when nothing was paid, or when it has been refunded. */
export async function reverseAtProvider(number: string): Promise<void> {
  const known = await db.mockPaymentInvoice.findUnique({ where: { number } });
  if (!known) return;
  const at = await clockOf(isIin(known.iin) ? known.iin : undefined);
  await inTransaction(async (tx) => {
    const row = await locked(tx, number);
    const refunded = await tx.mockPaymentOperation.count({ where: { invoice: number, kind: "refund" } });
    if (row?.state !== "paid" || refunded > 0) return;
    await book(tx, row, "reversal", at);
    await tx.mockPaymentInvoice.update({ where: { number }, data: { state: "reversed" } });
  });
}

/** A callback about an invoice as it stands, with its signature. Null when there is no such invoice. */
export async function callbackOf(number: string): Promise<{ body: string; signature: string } | null> {
  const row = await db.mockPaymentInvoice.findUnique({ where: { number } });
  if (!row) return null;
  const { state, tenge: amount } = told(row);
  const callback: Callback = { invoice: number, state, tenge: amount, message: randomUUID() };
  const body = JSON.stringify(callback);
  return { body, signature: signCallback(body, env.paymentsCallbackKey, realNow()) };
}

const callbackMs = 5_000;

/** Calls the portal back, as the provider would over the network. Out: whether the portal took it; a lost one comes with the reconciliation. */
export async function callBack(number: string): Promise<boolean> {
  const callback = await callbackOf(number);
  if (!callback) return false;
  try {
    const answer = await fetch(`http://127.0.0.1:${String(env.port)}/api/payments/callback`, {
      method: "POST",
      headers: { "Content-Type": "application/json", [signatureHeader]: callback.signature },
      body: callback.body,
      signal: AbortSignal.timeout(callbackMs),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
