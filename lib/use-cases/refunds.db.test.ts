import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { DatabaseFailure } from "@/lib/state-databases/adapter";
import { payments } from "@/lib/state-databases/payments/mock";
import { payAtProvider } from "@/lib/state-databases/payments/mock-provider";
import { carryOutEffect } from "./carry-out-effect";
import { giveBack } from "./give-back";
import { orderInvoice } from "./order-invoice";
import { callBack, duty, paid, payer, service, standing } from "./payers-for-tests";
import { payDuty, returnFromPayment } from "./pay-duty";
import { copyForScenario } from "./qa/copy-person";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { runDue } from "./qa/run-due";
import { findScenario } from "./qa/scenarios";
import { walkApplication } from "./qa/walk";
import { reconcilePayments } from "./reconcile-payments";
import { viewPayments } from "./view-payment";
import { withdrawApplication } from "./withdraw-application";

beforeAll(loadDemoWorld, 120_000);

afterEach(() => {
  vi.restoreAllMocks();
});

afterAll(() => db.$disconnect());

/** A provider that does as it is told, and whose answer is then lost. */
function losesAnswer(operation: "createInvoice" | "refund" | "cancelInvoice", times = 1): void {
  const whole = payments[operation].bind(payments) as (...told: unknown[]) => Promise<never>;
  let left = times;
  vi.spyOn(payments, operation).mockImplementation(async (...told: unknown[]) => {
    const answer = await whole(...told);
    if (left-- > 0) throw new DatabaseFailure("person");
    return answer;
  });
}

describe("money that comes too late", () => {
  it("after a withdrawal is entered and goes back", async () => {
    const { id, iin, invoice } = await payer();
    // The invoice could not be closed in time.
    await db.mockFault.create({ data: { database: "payments", kind: "error", iin } });
    expect((await withdrawApplication(id, iin)).ok).toBe(true);
    await db.mockFault.deleteMany({ where: { iin } });
    await payAtProvider(invoice);
    expect(await callBack(invoice)).toBe(204);
    expect(await standing(id)).toMatchObject({
      phase: "withdrawn",
      ledger: paid.ledger,
      refunds: [["too-late", duty]],
    });
    await runDue();
    expect((await standing(id)).ledger).toEqual([
      ["charge", duty],
      ["refund", duty],
    ]);
    const [payment] = await viewPayments(id);
    expect(payment?.refund).toMatchObject({ ground: "too-late", tenge: duty });
    expect(payment?.refund?.doneAt).not.toBeNull();
  });

  it("is not taken once the invoice is closed", async () => {
    const { id, iin, invoice } = await payer();
    await withdrawApplication(id, iin);
    await runDue();
    expect(await payAtProvider(invoice)).toBe("cancelled");
    expect((await standing(id)).ledger).toEqual([]);
  });

  it("between an ending and its cancellation is found by the cancellation", async () => {
    const { id, iin, invoice } = await payer();
    await payAtProvider(invoice);
    await withdrawApplication(id, iin);
    await carryOutEffect({ kind: "cancel-invoice", applicationId: id, stage: "state-duty" });
    expect(await standing(id)).toMatchObject({
      phase: "withdrawn",
      ledger: paid.ledger,
      refunds: [["too-late", duty]],
    });
  });
});

describe("a refund", () => {
  const annul = (reason: string) => ({ form: {}, decision: { decision: "annul", reason } });

  it("follows an annulment for the photo by itself, and is made once although the worker is killed in the middle", async () => {
    const { id, iin } = await payer();
    await walkApplication(service, iin, "done", annul("photo-quality"));
    expect(await standing(id)).toMatchObject({ phase: "annulled", refunds: [["annulled", duty]] });
    const refund = await db.refund.findFirstOrThrow({ where: { applicationId: id } });
    losesAnswer("refund");
    await expect(giveBack(refund.id)).rejects.toThrow();
    expect((await standing(id)).ledger).toEqual(paid.ledger);
    await Promise.all([
      giveBack(refund.id),
      giveBack(refund.id),
      carryOutEffect({ kind: "refund", refund: refund.id }),
    ]);
    expect((await standing(id)).ledger).toEqual([
      ["charge", duty],
      ["refund", duty],
    ]);
    expect(await db.mockPaymentOperation.count({ where: { invoice: refund.invoice, kind: "refund" } })).toBe(1);
    expect(await db.notice.count({ where: { applicationId: id, kind: "refund-done" } })).toBe(1);
  });

  it("of which nobody knows the outcome is finished by the reconciliation", async () => {
    const { id, iin } = await payer();
    losesAnswer("refund", 3);
    await walkApplication(service, iin, "done", annul("signature-quality"));
    for (let run = 0; run < 3; run += 1) await reconcilePayments();
    expect((await standing(id)).ledger).toHaveLength(2);
    expect(await reconcilePayments()).toMatchObject({ isWhole: true, differences: { "missing-in-ledger": 0 } });
  });

  it("is the officer's to decide when it is further verification", async () => {
    const kept = await payer();
    await walkApplication(service, kept.iin, "done", annul("further-verification"));
    expect(await standing(kept.id)).toMatchObject({ phase: "annulled", refunds: [] });
    const given = await payer();
    await walkApplication(service, given.iin, "done", annul("further-verification-refunded"));
    expect(await standing(given.id)).toMatchObject({ phase: "annulled", refunds: [["annulled", duty]] });
  });

  it("follows a withdrawal after the payment", async () => {
    const { id, iin, invoice } = await payer();
    await payAtProvider(invoice);
    await callBack(invoice);
    expect((await withdrawApplication(id, iin)).ok).toBe(true);
    await runDue();
    expect(await standing(id)).toMatchObject({ refunds: [["withdrawn", duty]] });
    expect((await standing(id)).ledger).toHaveLength(2);
  });

  it("is followed by an application anew, which is paid again", async () => {
    const { id, iin, invoice } = await payer();
    await walkApplication(service, iin, "done", annul("photo-quality"));
    const again = await walkApplication(service, iin, "awaiting-payment");
    if (again.kind !== "reached") throw new Error(JSON.stringify(again));
    const other = await orderInvoice(again.id, "state-duty");
    expect(other?.number).not.toBe(invoice);
    await payAtProvider(other?.number ?? "");
    await callBack(other?.number ?? "");
    await runDue();
    expect((await standing(id)).ledger).toHaveLength(2);
    expect(await standing(again.id)).toMatchObject(paid);
  });

  it.each([
    ["2026-01-07", "passed"],
    ["2026-01-08", "refused"],
  ])("keeps the first application's window for ten days: on %s it is %s", async (day, expected) => {
    // The last day of the window of a card that expired on 21 December is the 31st.
    const { id, iin } = await payer("2025-12-28");
    await walkApplication(service, iin, "done", annul("signature-quality"));
    const { number } = await db.application.findUniqueOrThrow({ where: { id } });
    await setClock({ iin, now: new Date(`${day}T10:00:00+05:00`) });
    const again = await walkApplication(service, iin, "draft");
    if (expected === "refused") {
      expect(again).toMatchObject({ kind: "refused", refusals: [{ check: "card", reason: "too-late" }] });
      return;
    }
    if (again.kind !== "reached") throw new Error(JSON.stringify(again));
    const [started] = await db.applicationEvent.findMany({ where: { applicationId: again.id, seq: 1 } });
    expect(started?.data).toMatchObject({
      follows: { number, startedOn: "2025-12-28", annulledOn: "2025-12-28", reason: "signature-quality" },
    });
    const { state } = await db.application.findUniqueOrThrow({ where: { id: again.id } });
    expect(state).toMatchObject({ evidence: { card: { ground: "kept", first: number, lastDay: "2026-01-07" } } });
  });
});

describe("an invoice", () => {
  it("whose making was not answered is the same at the next attempt", async () => {
    const scenario = findScenario("pays-duty-2025");
    const copied = scenario && (await copyForScenario(scenario));
    if (!copied?.ok) throw new Error("The scenario cannot be opened");
    const { iin } = copied.value;
    losesAnswer("createInvoice");
    const walked = await walkApplication(service, iin, "awaiting-payment");
    if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
    await expect(orderInvoice(walked.id, "state-duty")).rejects.toThrow();
    const made = await Promise.all([1, 2, 3].map(() => orderInvoice(walked.id, "state-duty")));
    expect(new Set(made.map((invoice) => invoice?.number)).size).toBe(1);
    expect(await db.mockPaymentInvoice.count({ where: { iin } })).toBe(1);
  });

  it("and the books can be changed by nobody", async () => {
    const { invoice } = await payer();
    await payAtProvider(invoice);
    await callBack(invoice);
    await expect(db.ledgerEntry.updateMany({ where: { invoice }, data: { tenge: 1 } })).rejects.toThrow();
    await expect(db.ledgerEntry.deleteMany({ where: { invoice } })).rejects.toThrow();
    await expect(db.invoice.updateMany({ where: { number: invoice }, data: { tenge: 1 } })).rejects.toThrow();
    await expect(db.refund.deleteMany({})).rejects.toThrow();
  });

  it("of somebody else's application is nobody's to see or to pay", async () => {
    const { id } = await payer();
    const { iin } = await payer();
    expect(await payDuty(id, iin)).toEqual({ kind: "settled" });
    expect(await returnFromPayment(id, iin)).toBe("none");
  });
});
