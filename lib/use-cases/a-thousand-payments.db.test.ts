import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { dice, type Dice } from "@/lib/process/testing/dice";
import { DatabaseFailure } from "@/lib/state-databases/adapter";
import { payments } from "@/lib/state-databases/payments/mock";
import { payAtProvider, reverseAtProvider } from "@/lib/state-databases/payments/mock-provider";
import { orderInvoice } from "./order-invoice";
import { duty, payer } from "./payers-for-tests";
import { loadDemoWorld } from "./qa/demo-world-for-tests";
import { reconcilePayments } from "./reconcile-payments";
import { settlePayment } from "./settle-payment";
import { withdrawApplication } from "./withdraw-application";

const many = 1000;
/** So many invoices are made one by one, through the provider's faults; the others stand there already, to save time. */
const madeHere = 300;
/** In a hundred questions to the provider, so many fail: half before anything is done there, half after it. */
const faults = 30;
const sideBySide = 24;

interface Application {
  readonly id: string;
  readonly iin: Iin;
}

beforeAll(loadDemoWorld, 120_000);

afterAll(() => db.$disconnect());

/** A valid made-up IIN for each index. */
function iinFor(index: number): Iin {
  for (let serial = 0; ; serial += 1) {
    const first = `9${String(index).padStart(4, "0")}${String(serial).padStart(6, "0")}`;
    const digit = checkDigit(first);
    if (digit !== null) return iinSchema.parse(`${first}${String(digit)}`);
  }
}

/** A thousand applications that wait for their payment, after the likeness of one that was walked there. */
async function applications(): Promise<readonly Application[]> {
  const { id: template } = await payer();
  const all = Array.from({ length: many }, (_, index) => ({ id: randomUUID(), iin: iinFor(index) }));
  const [ids, iins] = [all.map(({ id }) => id), all.map(({ iin }) => iin as string)];
  await db.$executeRaw`
    INSERT INTO portal.application (id, number, service, version, applicant, subject, phase, stage, outcome, state, seq, created_at, updated_at, ended_at)
    SELECT copy.id, 'T-' || copy.iin, a.service, a.version, copy.iin, a.subject, a.phase, a.stage, a.outcome,
      a.state || jsonb_build_object('id', copy.id::text, 'number', 'T-' || copy.iin, 'applicant', copy.iin),
      a.seq, a.created_at, a.updated_at, a.ended_at
    FROM portal.application a, unnest(${ids}::uuid[], ${iins}::text[]) AS copy(id, iin)
    WHERE a.id = ${template}::uuid`;
  const made = ids.slice(madeHere);
  await db.$executeRaw`
    INSERT INTO state_databases.payment_invoice (number, key, iin, tenge, description, return_to, page, state, created_at)
    SELECT 'R-' || a.applicant, a.id || '/state-duty', a.applicant, ${duty}, '{"kk":"","ru":"","en":""}', '', a.id, 'open', a.updated_at
    FROM portal.application a WHERE a.id = ANY(${made}::uuid[])`;
  await db.$executeRaw`
    INSERT INTO portal.invoice (number, application_id, stage, applicant, tenge, page, created_at)
    SELECT 'R-' || a.applicant, a.id, 'state-duty', a.applicant, ${duty}, '', a.updated_at
    FROM portal.application a WHERE a.id = ANY(${made}::uuid[])`;
  return all;
}

/** Makes the provider fail: it does not hear, or it does what it is told and its answer is lost. */
function breakProvider(chance: Dice): void {
  for (const operation of ["createInvoice", "invoice", "cancelInvoice", "refund", "operations"] as const) {
    const whole = payments[operation].bind(payments) as (...told: unknown[]) => Promise<never>;
    vi.spyOn(payments, operation).mockImplementation(async (...told: unknown[]) => {
      const isBroken = chance.chance(faults);
      if (isBroken && chance.chance(50)) throw new DatabaseFailure("person");
      const answer = await whole(...told);
      if (isBroken) throw new DatabaseFailure("person");
      return answer;
    });
  }
}

/** One payer's story, by chance: they pay, or not; their bank takes it back; they withdraw; callbacks come, or are lost. */
async function live({ id, iin }: Application, chance: Dice): Promise<void> {
  const invoice = await orderInvoice(id, "state-duty").catch(() => null);
  if (!invoice) return;
  const { number } = invoice;
  // What a callback sets off; that only signed ones do is another test's.
  const callBack = async () => {
    const times = chance.chance(faults) ? 0 : chance.pick([1, 1, 1, 2]);
    await Promise.all(Array.from({ length: times }, () => settlePayment(number)));
  };
  if (chance.chance(8)) await withdrawApplication(id, iin);
  if (chance.chance(85)) await payAtProvider(number);
  await callBack();
  if (chance.chance(8)) {
    await reverseAtProvider(number);
    await callBack();
  }
  if (chance.chance(8)) await withdrawApplication(id, iin);
}

async function sideBy<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
}

it(`after ${String(many)} payments with ${String(faults)} % faults the ledger is the provider's, entry by entry`, async () => {
  const chance = dice(2026);
  const all = await applications();
  breakProvider(chance);
  await sideBy(all, (one) => live(one, chance));
  await reconcilePayments();
  vi.restoreAllMocks();

  const before = await db.ledgerEntry.count();
  await reconcilePayments();
  const last = await reconcilePayments();
  expect(last).toEqual({
    isWhole: true,
    broughtIn: 0,
    differences: { "missing-in-ledger": 0, "missing-at-provider": 0, different: 0 },
  });
  expect(before).toBeGreaterThan(many / 4);

  const theirs = await db.mockPaymentOperation.findMany({ orderBy: { number: "asc" } });
  const ours = await db.ledgerEntry.findMany({ orderBy: { operation: "asc" } });
  expect(ours.map(({ operation, kind, invoice, tenge }) => [operation, kind, invoice, tenge])).toEqual(
    theirs.map(({ number, kind, invoice, tenge }) => [number, kind, invoice, tenge]),
  );
  expect(new Set(ours.map(({ kind }) => kind))).toEqual(new Set(["charge", "refund", "reversal"]));

  // An application counts as paid if and only if the ledger has its money, and not more than once.
  const paid = await db.applicationEvent.findMany({ where: { type: "payment-received" } });
  expect(new Set(paid.map(({ applicationId }) => applicationId)).size).toBe(paid.length);
  const charged = new Set(ours.flatMap(({ kind, applicationId }) => (kind === "charge" ? [applicationId] : [])));
  expect(paid.every(({ applicationId }) => charged.has(applicationId))).toBe(true);
  // Whoever ended with money paid has it back, by the portal or by their bank.
  const ended = await db.application.findMany({ where: { outcome: { not: null } }, select: { id: true } });
  const back = new Set(ours.flatMap(({ kind, applicationId }) => (kind === "charge" ? [] : [applicationId])));
  expect(ended.filter(({ id }) => charged.has(id) && !back.has(id))).toEqual([]);
}, 180_000);
