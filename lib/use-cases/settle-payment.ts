import "server-only";
import { createHash } from "node:crypto";
import { audit } from "@/lib/infra/audit";
import { now as clockOf } from "@/lib/infra/clock";
import { inTransaction, type Tx } from "@/lib/infra/db/client";
import { canonicalJson } from "@/lib/infra/event-log";
import { log } from "@/lib/infra/log";
import { decide } from "@/lib/process/decide";
import type { Command } from "@/lib/process/commands";
import type { Invoice, PaymentOperation } from "@/lib/state-databases/payments/port";
import { lockApplication, type ApplicationRecord } from "./application-record";
import { agrees, enter, findInvoice, isEntered, providerFor, type BookedInvoice } from "./books";
import { orderRefund } from "./order-refund";
import { storeEvents } from "./store-events";

/**
 * Where a payment stands, by the provider's own word. `silent`: the provider does not answer, nothing is known. `wrong`: it speaks of
 * another invoice or another amount, which is not believed.
 */
export type Settled = "paid" | "open" | "cancelled" | "reversed" | "silent" | "wrong" | "unknown-invoice";

const portal = { kind: "portal" } as const;

/**
 * Asks the provider where an invoice stands, and enters what it says: the one way in which a payment becomes true, whoever gave the
 * occasion. The ledger, the events and the audit are written in one transaction. Safe to run at any time, and side by side.
 */
export async function settlePayment(number: string): Promise<Settled> {
  const invoice = await findInvoice(number);
  if (!invoice) return "unknown-invoice";
  const provider = await providerFor("payment", invoice);
  const answer = await provider.invoice({ iin: invoice.applicant, number });
  if (answer.kind === "not-found") return wrong(invoice, null);
  if (answer.kind !== "found") return "silent";
  const said = answer.value;
  if (!agrees(invoice, said)) return wrong(invoice, said);
  const of = (kind: PaymentOperation["kind"]) => said.operations.find((operation) => operation.kind === kind);
  const charge = of("charge");
  const reversal = of("reversal");
  if (said.state === "paid" && !charge) return wrong(invoice, said);
  if (charge && !reversal) await take(invoice, charge);
  if (charge && reversal) await takeBack(invoice, charge, reversal);
  return said.state;
}

/**
 * A payment that does not agree with the portal's books is looked into by people. They are told once of each thing that the provider says:
 * it is asked again every minute.
 */
async function wrong({ number, applicationId }: BookedInvoice, said: Invoice | null): Promise<Settled> {
  const action = "payment-disagrees";
  const details = { invoice: number, said: createHash("sha256").update(canonicalJson(said)).digest("hex") };
  const isNew = await inTransaction(async (tx) => {
    await lockApplication(tx, applicationId);
    const isTold = await tx.auditEntry.count({ where: { applicationId, action, details: { equals: details } } });
    if (isTold > 0) return false;
    await audit(tx, { actor: portal, action, applicationId, details });
    return true;
  });
  if (isNew) log.warn(action, { applicationId, reference: number });
  return "wrong";
}

/** Enters a charge once. Money that came for an application which has ended is entered as well, and goes back. */
async function take(invoice: BookedInvoice, charge: PaymentOperation): Promise<void> {
  const { number, stage, tenge } = invoice;
  const now = await clockOf(invoice.applicant);
  await inTransaction(async (tx) => {
    const application = await locked(tx, invoice);
    if (await isEntered(tx, number, "charge")) return;
    await enter(tx, invoice, charge);
    if (await move(tx, application, { type: "pay", stage, tenge, invoice: number }, now)) return;
    await auditMoney(tx, invoice, "payment-too-late");
    await orderRefund(tx, { ...invoice, invoice: number, ground: "too-late", state: application.state }, now);
  });
}

/** Enters that the payer's bank has taken a payment back; an application about which nothing is decided yet ends with it. */
async function takeBack(invoice: BookedInvoice, charge: PaymentOperation, reversal: PaymentOperation): Promise<void> {
  const { number, stage } = invoice;
  const now = await clockOf(invoice.applicant);
  await inTransaction(async (tx) => {
    const application = await locked(tx, invoice);
    if (!(await isEntered(tx, number, "charge"))) await enter(tx, invoice, charge);
    if (await isEntered(tx, number, "reversal")) return;
    await enter(tx, invoice, reversal);
    await auditMoney(tx, invoice, "payment-reversed");
    log.warn("payment-reversed", { applicationId: invoice.applicationId, reference: number });
    await move(tx, application, { type: "reverse-payment", stage }, now);
  });
}

async function locked(tx: Tx, { applicationId }: BookedInvoice): Promise<ApplicationRecord> {
  const application = await lockApplication(tx, applicationId);
  if (!application) throw new Error("An invoice without an application");
  return application;
}

/** Gives the application a command of the portal's. Out: whether anything came of it. */
async function move(
  tx: Tx,
  { service, state, applicant }: ApplicationRecord,
  command: Command,
  now: Date,
): Promise<boolean> {
  const decided = decide(service, state, command, portal, now);
  if (!decided.ok || decided.value.length === 0) return false;
  const events = decided.value;
  await storeEvents(tx, { service, applicant, before: state, events, actor: portal, action: command.type, now });
  return true;
}

function auditMoney(tx: Tx, { number, applicationId }: BookedInvoice, action: string): Promise<void> {
  return audit(tx, { actor: portal, action, applicationId, details: { invoice: number } });
}
