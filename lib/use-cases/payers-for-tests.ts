import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { realNow, setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { answerCallback } from "@/lib/main/payment-callback";
import { signatureHeader, signCallback } from "@/lib/state-databases/payments/callback";
import { callbackOf } from "@/lib/state-databases/payments/mock-provider";
import { orderInvoice } from "./order-invoice";
import { copyForScenario } from "./qa/copy-person";
import { findScenario } from "./qa/scenarios";
import { walkApplication } from "./qa/walk";

export const service = "id-card-renewal";
/** 0.2 MRP of 2025. */
export const duty = 786;
/** The key of vitest.config.ts. */
const callbackKey = "a callback key for tests";

export interface Payer {
  readonly iin: Iin;
  readonly id: string;
  readonly invoice: string;
}

/** Somebody new whose application waits for its payment, on a day of 2025; their card expires on 21 December. */
export async function payer(day?: string): Promise<Payer> {
  const scenario = findScenario("pays-duty-2025");
  const copied = scenario && (await copyForScenario(scenario));
  if (!copied?.ok) throw new Error("The scenario cannot be opened");
  const { iin } = copied.value;
  if (day !== undefined) await setClock({ iin, now: new Date(`${day}T10:00:00+05:00`) });
  const walked = await walkApplication(service, iin, "awaiting-payment");
  if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
  const invoice = await orderInvoice(walked.id, "state-duty");
  if (!invoice) throw new Error("There is no invoice");
  return { iin, id: walked.id, invoice: invoice.number };
}

/** Posts a callback as anybody can. */
export function post(body: string, signature: string | null): Promise<Response> {
  const headers = {
    "content-type": "application/json",
    ...(signature === null ? {} : { [signatureHeader]: signature }),
  };
  return answerCallback(new Request("http://localhost/api/payments/callback", { method: "POST", body, headers }));
}

/** The provider calls back about an invoice as it stands there. Out: the answer's status. */
export async function callBack(invoice: string): Promise<number> {
  const callback = await callbackOf(invoice);
  if (!callback) throw new Error("There is no such invoice");
  return (await post(callback.body, callback.signature)).status;
}

/** The body of a callback that says what one likes. */
export const bodyOf = (changes: object) =>
  JSON.stringify({ invoice: "", state: "paid", tenge: duty, message: "1", ...changes });
/** Its signature. */
export const signed = (body: string, at = realNow()) => signCallback(body, callbackKey, at);

/** What the books and the application say. */
export async function standing(id: string) {
  const row = await db.application.findUniqueOrThrow({ where: { id } });
  const entries = await db.ledgerEntry.findMany({ where: { applicationId: id }, orderBy: { id: "asc" } });
  const events = await db.applicationEvent.findMany({
    where: { applicationId: id, type: { startsWith: "payment-" } },
    orderBy: { seq: "asc" },
  });
  const refunds = await db.refund.findMany({ where: { applicationId: id } });
  return {
    phase: row.phase,
    ledger: entries.map(({ kind, tenge }) => [kind, tenge]),
    events: events.map(({ type }) => type),
    refunds: refunds.map(({ ground, tenge }) => [ground, tenge]),
  };
}

/** Nothing has come. */
export const waiting = { phase: "awaiting-payment", ledger: [], events: ["payment-requested"], refunds: [] };
/** The duty has come, once. */
export const paid = { ledger: [["charge", duty]], events: ["payment-requested", "payment-received"], refunds: [] };
