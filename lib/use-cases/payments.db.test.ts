import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import { realNow, setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { log } from "@/lib/infra/log";
import { signCallback } from "@/lib/state-databases/payments/callback";
import { payments } from "@/lib/state-databases/payments/mock";
import { callbackOf, payAtProvider, reverseAtProvider } from "@/lib/state-databases/payments/mock-provider";
import { payDuty, returnFromPayment } from "./pay-duty";
import { bodyOf, callBack, duty, paid, payer, post, service, signed, standing, waiting } from "./payers-for-tests";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { runDue } from "./qa/run-due";
import { walkApplication } from "./qa/walk";
import { daysBack, reconcilePayments } from "./reconcile-payments";
import { sweepDeadlines } from "./sweep-deadlines";

beforeAll(loadDemoWorld, 120_000);

afterEach(() => {
  vi.restoreAllMocks();
});

afterAll(() => db.$disconnect());

/** Audit rows of refused callbacks, by their reason. */
async function refusals(): Promise<readonly string[]> {
  const rows = await db.auditEntry.findMany({ where: { action: "payment-callback-refused" }, orderBy: { id: "asc" } });
  return rows.map(({ details }) => (details as { reason: string }).reason);
}

describe("a payment", () => {
  it("is taken once, however often and however much at once the provider calls back", async () => {
    const { id, invoice } = await payer();
    await payAtProvider(invoice);
    expect(await Promise.all(Array.from({ length: 5 }, () => callBack(invoice)))).toEqual([204, 204, 204, 204, 204]);
    expect(await standing(id)).toMatchObject(paid);
    const told = await db.notice.findMany({ where: { applicationId: id, kind: "payment-received" } });
    expect(told.map(({ params }) => params)).toEqual([expect.objectContaining({ invoice, tenge: String(duty) })]);
    expect(await callBack(invoice)).toBe(204);
    expect((await standing(id)).ledger).toEqual(paid.ledger);
  });

  it("goes on to the officer", async () => {
    const { id, iin, invoice } = await payer();
    await payAtProvider(invoice);
    await callBack(invoice);
    expect(await walkApplication(service, iin, "in-review")).toMatchObject({ kind: "reached", id });
  });

  it("is not believed because a callback says so: the provider is asked", async () => {
    const { id, invoice } = await payer();
    const body = bodyOf({ invoice });
    expect((await post(body, signed(body))).status).toBe(204);
    expect(await standing(id)).toEqual(waiting);
  });

  it("is not believed because the browser comes back", async () => {
    const { id, iin, invoice } = await payer();
    expect(await returnFromPayment(id, iin)).toBe("open");
    expect(await standing(id)).toEqual(waiting);
    await payAtProvider(invoice);
    expect(await returnFromPayment(id, iin)).toBe("paid");
    expect(await standing(id)).toMatchObject(paid);
  });

  it("is asked after ten times a minute at most, however often its payer looks; what is known is told at once", async () => {
    const { id, iin, invoice } = await payer();
    const asked = vi.spyOn(payments, "invoice");
    for (let index = 0; index < 10; index += 1) expect(await returnFromPayment(id, iin)).toBe("open");
    await payAtProvider(invoice);
    expect(await returnFromPayment(id, iin)).toBe("too-often");
    expect(asked).toHaveBeenCalledTimes(10);
    expect(await standing(id)).toEqual(waiting);
    await callBack(invoice);
    expect(await returnFromPayment(id, iin)).toBe("paid");
    await reverseAtProvider(invoice);
    await callBack(invoice);
    expect(await returnFromPayment(id, iin)).toBe("reversed");
    expect(asked).toHaveBeenCalledTimes(12);
    const other = await payer();
    expect(await returnFromPayment(other.id, other.iin)).toBe("open");
  });

  it("is brought in by the reconciliation when its answer was lost, once", async () => {
    const { id, invoice } = await payer();
    await payAtProvider(invoice);
    expect(await standing(id)).toEqual(waiting);
    const [one, other] = await Promise.all([reconcilePayments(), reconcilePayments()]);
    expect(one.broughtIn + other.broughtIn).toBeGreaterThan(0);
    expect(await standing(id)).toMatchObject(paid);
    expect(await reconcilePayments()).toEqual({
      isWhole: true,
      broughtIn: 0,
      differences: { "missing-in-ledger": 0, "missing-at-provider": 0, different: 0 },
    });
  });

  it("of another amount than the provider's word is not taken", async () => {
    const { id, iin, invoice } = await payer();
    await payAtProvider(invoice);
    await db.mockPaymentOperation.updateMany({ where: { invoice }, data: { tenge: duty - 1 } });
    expect(await callBack(invoice)).toBe(204);
    expect(await standing(id)).toEqual(waiting);
    expect(await returnFromPayment(id, iin)).toBe("wrong");
    const warned = vi.spyOn(log, "warn");
    expect(await reconcilePayments()).toMatchObject({ differences: { "missing-in-ledger": 1 } });
    expect(await reconcilePayments()).toMatchObject({ differences: { "missing-in-ledger": 1 } });
    expect(await payDuty(id, iin)).toEqual({ kind: "settled" });
    // People hear of it once, in the log and in the audit; of another thing that the provider says, once more.
    const disagreements = () => db.auditEntry.count({ where: { applicationId: id, action: "payment-disagrees" } });
    expect(await disagreements()).toBe(1);
    expect(warned.mock.calls.map(([what]) => what)).toEqual(["payment-difference"]);
    await db.mockPaymentOperation.updateMany({ where: { invoice }, data: { tenge: duty - 2 } });
    await reconcilePayments();
    await reconcilePayments();
    expect(await disagreements()).toBe(2);
    expect(warned.mock.calls.map(([what]) => what)).toEqual(["payment-difference", "payment-disagrees"]);
    await db.mockPaymentOperation.updateMany({ where: { invoice }, data: { tenge: duty } });
    await reconcilePayments();
    expect(await standing(id)).toMatchObject(paid);
  });
});

describe("the reconciliation", () => {
  it.each([
    ["after a start", null, 30],
    ["on the same day", "2026-01-31", 1],
    ["after midnight", "2026-01-30", 2],
    ["after three days of silence", "2026-01-28", 4],
    ["after a month of it", "2026-01-02", 30],
    ["after two", "2025-12-01", 30],
    ["when the clock has been set back", "2026-02-03", 1],
  ])("%s looks back as far as it has not seen the whole books", (_, lastWhole, days) => {
    expect(daysBack(localDate("2026-01-31"), lastWhole === null ? null : localDate(lastWhole))).toBe(days);
  });
});

describe("a callback", () => {
  it("that is forged changes nothing, is answered by 401 and leaves a trace", async () => {
    const { id, invoice } = await payer();
    await payAtProvider(invoice);
    const body = bodyOf({ invoice });
    const good = signed(body);
    const forged = [
      [body, null],
      [body, ""],
      [body, "t=1,v1=00"],
      [body, signCallback(body, "another key", realNow())],
      [`${body} `, good],
      [body, good.replace(/^t=\d/, "t=9")],
      [body, signed(body, new Date(realNow().getTime() - 301_000))],
      [body, signed(body, new Date(realNow().getTime() + 302_000))],
    ] as const;
    const before = (await refusals()).length;
    for (const [text, signature] of forged) expect((await post(text, signature)).status, signature ?? "none").toBe(401);
    expect(await standing(id)).toEqual(waiting);
    expect((await refusals()).slice(before)).toEqual(forged.map(() => "forged"));
  });

  it("of five minutes ago is still taken", async () => {
    const { id, invoice } = await payer();
    await payAtProvider(invoice);
    const body = bodyOf({ invoice });
    expect((await post(body, signed(body, new Date(realNow().getTime() - 298_000)))).status).toBe(204);
    expect(await standing(id)).toMatchObject(paid);
  });

  it("with another amount, about an unknown invoice or without sense has no effect", async () => {
    const { id, invoice } = await payer();
    await payAtProvider(invoice);
    const before = (await refusals()).length;
    const cases = [
      [bodyOf({ invoice, tenge: duty + 1 }), 422],
      [bodyOf({ invoice, tenge: 0 }), 422],
      [bodyOf({ invoice: "R-0000000000" }), 404],
      [bodyOf({ invoice, state: "gift" }), 422],
      [bodyOf({ invoice, more: 1 }), 422],
      ["[]", 422],
      ["{", 422],
    ] as const;
    for (const [body, status] of cases) expect((await post(body, signed(body))).status, body).toBe(status);
    const large = bodyOf({ message: "x".repeat(5000) });
    expect((await post(large, signed(large))).status).toBe(413);
    expect(await standing(id)).toEqual(waiting);
    expect((await refusals()).slice(before)).toEqual([
      "wrong-amount",
      "wrong-amount",
      "unknown-invoice",
      ...Array.from({ length: 4 }, () => "malformed"),
    ]);
  });

  it("is answered by 503 while the provider cannot be asked, so that it comes again", async () => {
    const { id, iin, invoice } = await payer();
    await payAtProvider(invoice);
    await db.mockFault.create({ data: { database: "payments", kind: "error", iin } });
    expect(await callBack(invoice)).toBe(503);
    expect(await returnFromPayment(id, iin)).toBe("silent");
    expect(await payDuty(id, iin)).toEqual({ kind: "silent" });
    expect(await standing(id)).toEqual(waiting);
    await db.mockFault.deleteMany({ where: { iin } });
    expect(await callBack(invoice)).toBe(204);
    expect(await standing(id)).toMatchObject(paid);
  });

  it("floods are cut off: forged ones by address, true ones by invoice", async () => {
    const { invoice } = await payer();
    const statuses = new Set<number>();
    for (let index = 0; index < 31; index += 1) statuses.add(await callBack(invoice));
    expect([...statuses]).toEqual([204, 429]);
    const forged = new Set<number>();
    for (let index = 0; index < 21; index += 1) forged.add((await post("{}", "t=1,v1=00")).status);
    expect([...forged].at(-1)).toBe(429);
  });
});

describe("a payment that the payer's bank takes back", () => {
  it("ends an application about which nothing is decided; an older callback brings nothing back", async () => {
    const { id, invoice } = await payer();
    await payAtProvider(invoice);
    const older = await callbackOf(invoice);
    await callBack(invoice);
    await reverseAtProvider(invoice);
    expect(await callBack(invoice)).toBe(204);
    const after = {
      phase: "lapsed",
      ledger: [
        ["charge", duty],
        ["reversal", duty],
      ],
      refunds: [],
    };
    expect(await standing(id)).toMatchObject(after);
    expect((await post(older?.body ?? "", older?.signature ?? "")).status).toBe(204);
    expect(await standing(id)).toMatchObject(after);
    expect(await reconcilePayments()).toMatchObject({ isWhole: true, differences: { "missing-in-ledger": 0 } });
  });

  it("before the portal heard of it was never a payment, and ends the application: its invoice cannot be paid", async () => {
    const { id, invoice } = await payer();
    await payAtProvider(invoice);
    const older = await callbackOf(invoice);
    await reverseAtProvider(invoice);
    expect((await post(older?.body ?? "", older?.signature ?? "")).status).toBe(204);
    const after = { phase: "lapsed", events: ["payment-requested"], refunds: [] };
    expect(await standing(id)).toMatchObject(after);
    expect((await standing(id)).ledger).toHaveLength(2);
    await runDue();
    expect(await standing(id)).toMatchObject(after);
  });
});

describe("the term of a payment", () => {
  it("is called to mind once, the day before, and then ends the application", async () => {
    const { id, iin, invoice } = await payer();
    const reminders = () => db.notice.count({ where: { applicationId: id, kind: "payment-reminder" } });
    await setClock({ iin, now: new Date("2025-12-03T08:59:00+05:00") });
    await runDue();
    expect(await reminders()).toBe(0);
    await setClock({ iin, now: new Date("2025-12-03T09:01:00+05:00") });
    await runDue();
    await setClock({ iin, advance: "PT12H" });
    await runDue();
    expect(await reminders()).toBe(1);
    await setClock({ iin, now: new Date("2025-12-04T23:59:00+05:00") });
    await runDue();
    expect((await standing(id)).phase).toBe("awaiting-payment");
    await setClock({ iin, now: new Date("2025-12-05T00:00:01+05:00") });
    await runDue();
    expect((await standing(id)).phase).toBe("lapsed");
    expect(await payAtProvider(invoice)).toBe("cancelled");
  });

  it("ends nothing that has been paid, heard of or not; nor while the provider is silent", async () => {
    const { id, iin, invoice } = await payer();
    await payAtProvider(invoice);
    await db.mockFault.create({ data: { database: "payments", kind: "error", iin } });
    await setClock({ iin, advance: "P5D" });
    await sweepDeadlines();
    expect((await standing(id)).phase).toBe("awaiting-payment");
    await db.mockFault.deleteMany({ where: { iin } });
    await setClock({ iin, advance: "PT1H" });
    await sweepDeadlines();
    expect(await standing(id)).toMatchObject(paid);
  });
});
