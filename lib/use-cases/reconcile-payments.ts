import "server-only";
import { Gauge, register } from "prom-client";
import { addDays, daysBetween, localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { log } from "@/lib/infra/log";
import { openPorts } from "@/lib/state-databases/gateway";
import { mostOperations, type PaymentOperation } from "@/lib/state-databases/payments/port";
import { portalReader } from "./gather-facts";
import { giveBack } from "./give-back";
import { ledgerOf } from "./books";
import { orderInvoice } from "./order-invoice";
import { settlePayment } from "./settle-payment";

/** How the two books can differ. */
const kinds = ["missing-in-ledger", "missing-at-provider", "different"] as const;
type Difference = (typeof kinds)[number];

/** An operation in which they do, by the provider's number. */
interface Differing {
  readonly kind: Difference;
  readonly operation: string;
}

/** Days looked back on at most, and after a start: all that may have been missed. */
const mostDaysBack = 30;
/** The day of the last run for which the provider answered whole; null after a start. */
let wholeOn: LocalDate | null = null;
/** Differences that have been logged, and still are there. */
let logged: ReadonlySet<string> = new Set();

const mostAtOnce = 500;
const sideBySide = 4;

const metricName = "portal_payment_differences";
// next dev loads this module anew after every change, and a name can be registered only once.
register.removeSingleMetric(metricName);
const differences = new Gauge({
  name: metricName,
  help: "Operations in which the ledger and the payment provider's books differ after the last reconciliation",
  labelNames: ["kind"],
});

export interface Reconciled {
  /** Whether the provider answered for every day. */
  readonly isWhole: boolean;
  /** Operations that nobody had called back. */
  readonly broughtIn: number;
  readonly differences: Readonly<Record<Difference, number>>;
}

/**
 * Makes the ledger equal the provider's books: invoices that could not be made are made, what was paid and never called back is brought
 * in, refunds that are due or of which nobody knows the outcome are asked after and carried out. What still differs is counted, and logged
 * by its number once. Safe to run at any time, and side by side.
 */
export async function reconcilePayments(): Promise<Reconciled> {
  const today = localDateOf(realNow());
  const back = daysBack(today, wholeOn);
  await makeInvoices();
  let broughtIn = 0;
  const days = Array.from({ length: back + 1 }, (_, index) => addDays(today, index - back));
  for (const day of days) broughtIn += await bringIn(day);
  await carryOutRefunds();

  const count: Record<Difference, number> = { "missing-in-ledger": 0, "missing-at-provider": 0, different: 0 };
  let isWhole = true;
  const known = logged;
  const standing = new Set<string>();
  for (const day of days) {
    const found = await compare(day);
    if (!found) isWhole = false;
    for (const { kind, operation } of found ?? []) {
      count[kind] += 1;
      standing.add(`${kind}/${operation}`);
      if (!known.has(`${kind}/${operation}`)) log.warn("payment-difference", { reason: kind, reference: operation });
    }
  }
  // Of days about which the provider said nothing, nothing is forgotten.
  logged = isWhole ? standing : new Set([...known, ...standing]);
  for (const kind of kinds) differences.set({ kind }, count[kind]);
  if (isWhole) wholeOn = today;
  return { isWhole, broughtIn, differences: count };
}

/** Days to look back on: yesterday's operations may be called back today, and a silence of the provider's may have lasted for days. */
export function daysBack(today: LocalDate, lastWhole: LocalDate | null): number {
  return lastWhole === null ? mostDaysBack : Math.min(mostDaysBack, 1 + Math.max(0, daysBetween(lastWhole, today)));
}

/** Invoices that the outbox has given up on. */
async function makeInvoices(): Promise<void> {
  const waiting = await db.application.findMany({
    where: { phase: "awaiting-payment", outcome: null, invoices: { none: {} } },
    select: { id: true, stage: true },
    orderBy: { updatedAt: "asc" },
    take: mostAtOnce,
  });
  await each(waiting, ({ id, stage }) => orderInvoice(id, stage ?? ""));
}

/** Brings in what was paid, or taken back, on a day and is not in the ledger. Out: how many operations there were. */
async function bringIn(day: LocalDate): Promise<number> {
  const [operations, ledger] = [await operationsOf(day), await ledgerOf(day)];
  const missing = operations?.filter(({ number, kind }) => kind !== "refund" && !ledger.has(number)) ?? [];
  await each([...new Set(missing.map(({ invoice }) => invoice))], settlePayment);
  return missing.length;
}

/** Refunds that have been ordered, and are not in the ledger. */
async function carryOutRefunds(): Promise<void> {
  const due = await db.refund.findMany({
    where: { of: { entries: { none: { kind: { in: ["refund", "reversal"] } } } } },
    select: { id: true },
    orderBy: { orderedAt: "asc" },
    take: mostAtOnce,
  });
  await each(due, ({ id }) => giveBack(id));
}

/** In what a day's ledger and the provider's books differ; undefined when the provider does not answer. */
async function compare(day: LocalDate): Promise<readonly Differing[] | undefined> {
  const operations = await operationsOf(day);
  if (!operations) return undefined;
  const ledger = await ledgerOf(day);
  const numbers = new Set(operations.map(({ number }) => number));
  const theirs = operations.flatMap(({ number, kind, tenge, invoice }): Differing[] => {
    const entry = ledger.get(number);
    if (!entry) return [{ kind: "missing-in-ledger", operation: number }];
    const isSame = entry.kind === kind && entry.tenge === tenge && entry.invoice === invoice;
    return isSame ? [] : [{ kind: "different", operation: number }];
  });
  const ours = [...ledger.keys()]
    .filter((number) => !numbers.has(number))
    .map((number): Differing => ({ kind: "missing-at-provider", operation: number }));
  return [...theirs, ...ours];
}

/** A day of the provider's books, whole; undefined when it does not answer. */
async function operationsOf(day: LocalDate): Promise<readonly PaymentOperation[] | undefined> {
  const { payments } = openPorts({ reader: portalReader, purpose: "reconciliation", now: realNow() });
  const all: PaymentOperation[] = [];
  for (;;) {
    const answer = await payments.operations({ day, after: all.at(-1)?.number ?? null });
    if (answer.kind !== "found") return undefined;
    all.push(...answer.value);
    if (answer.value.length < mostOperations) return all;
  }
}

/** Does the same with all of them, a few side by side; one that fails comes again with the next run. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) {
      await work(item).catch((error: unknown) => {
        log.warn("reconciliation-step-failed", { error });
      });
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
}
