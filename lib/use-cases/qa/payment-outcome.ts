import "server-only";
import { z } from "zod";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { phaseOf } from "@/lib/process/position";
import { callbackOf, payAtProvider, reverseAtProvider } from "@/lib/state-databases/payments/mock-provider";
import { findApplication } from "../application-record";
import { findInvoice } from "../books";
import { receiveCallback } from "../receive-callback";
import { done, notDone, qaCall } from "./qa-call";

export const paymentOutcomes = [
  "paid",
  "failed",
  "lost-answer",
  "duplicate-callback",
  "wrong-amount",
  "paid-late",
  "reversed",
] as const;
type Outcome = (typeof paymentOutcomes)[number];

/** How often a doubled callback comes, at once. */
const doubled = 5;

/** Lets the played provider call the portal back so many times at once, with its signature. */
async function callBack(invoice: string, times: number): Promise<void> {
  const callback = await callbackOf(invoice);
  if (!callback) return;
  await Promise.all(Array.from({ length: times }, () => receiveCallback({ ...callback, address: "qa" })));
}

async function play(invoice: string, outcome: Outcome): Promise<void> {
  switch (outcome) {
    case "failed":
      return;
    case "lost-answer":
      await payAtProvider(invoice);
      return;
    case "paid":
    case "duplicate-callback":
      if ((await payAtProvider(invoice)) === "paid") await callBack(invoice, outcome === "paid" ? 1 : doubled);
      return;
    case "wrong-amount":
      if ((await payAtProvider(invoice, { offBy: -1 })) === "paid") await callBack(invoice, 1);
      return;
    case "paid-late":
      if ((await payAtProvider(invoice, { isLate: true })) === "paid") await callBack(invoice, 1);
      return;
    case "reversed":
      await reverseAtProvider(invoice);
      await callBack(invoice, 1);
  }
}

/** `POST /api/qa/payments/INVOICE`: what becomes of an invoice at the provider's, and whether the portal hears of it. */
export const paymentCall = qaCall(
  z.strictObject({ invoice: z.string().max(40), outcome: z.enum(paymentOutcomes) }),
  async ({ invoice, outcome }) => {
    const booked = await findInvoice(invoice);
    if (!booked) return notDone(404, "$.invoice", "there is no invoice of this number");
    await play(invoice, outcome);
    const application = await findApplication(booked.applicationId);
    if (!application) throw new Error("An invoice without an application");
    const { id, service, state, applicant } = application;
    const phase = phaseOf(service, state, localDateOf(await clockOf(applicant)));
    return done({ invoice, application: { id, number: state.number, state: phase } });
  },
);
