import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { found, type Answer } from "@/lib/kernel/answer";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { localDate, localDateOf } from "@/lib/kernel/local-date";
import { tenge } from "@/lib/kernel/tenge";
import { realNow } from "@/lib/infra/clock";
import { db, inTransaction, type Tx } from "@/lib/infra/db/client";
import type { MockPaymentInvoice, MockPaymentOperation } from "@/lib/infra/db/generated/client";
import type { Adapter } from "../adapter";
import { mostOperations, type Invoice, type PaymentOperation, type Payments } from "./port";

type Row = MockPaymentInvoice & { readonly operations: readonly MockPaymentOperation[] };
export type OperationKind = PaymentOperation["kind"];

/** The payment gateway, mocked: invoices by the portal's key, and books that the reconciliation can ask for. */
export const payments: Adapter<Payments> = {
  createInvoice: async ({ iin, key, tenge: amount, description, returnTo }, { context }) => {
    await db.mockPaymentInvoice.createMany({
      data: {
        number: numberOf("R", key),
        key,
        iin,
        tenge: amount,
        description: { ...description },
        returnTo,
        page: randomBytes(24).toString("base64url"),
        state: "open",
        createdAt: context.now,
      },
      skipDuplicates: true,
    });
    const row = await db.mockPaymentInvoice.findUnique({ where: { key }, include: { operations: true } });
    // The key is somebody else's invoice, or one of another amount: nothing about it is told.
    if (row !== null && (row.iin !== iin || row.tenge !== amount)) return { kind: "denied" };
    return asTold(row);
  },

  invoice: async ({ iin, number }) => asTold(await held(db, iin, number)),

  cancelInvoice: async ({ iin, number }) => {
    await db.mockPaymentInvoice.updateMany({ where: { number, iin, state: "open" }, data: { state: "cancelled" } });
    return asTold(await held(db, iin, number));
  },

  refund: ({ iin, number, key }, { context }) =>
    inTransaction(async (tx) => {
      const row = await locked(tx, number);
      if (row?.iin !== iin) return { kind: "not-found" };
      if (row.state === "paid") await book(tx, row, "refund", context.now, key);
      return asTold(await held(tx, iin, number));
    }),

  operations: async ({ day, after }) => {
    const last = after === null ? null : await db.mockPaymentOperation.findUnique({ where: { number: after } });
    const rows = await db.mockPaymentOperation.findMany({
      where: { bookedOn: day, id: { gt: last?.id ?? 0 } },
      orderBy: { id: "asc" },
      take: mostOperations,
    });
    return found(rows.map(operationAsTold));
  },
};

/** A number of the provider's, the same for the same text: a letter, and ten digits that no log takes for an IIN. */
function numberOf(letter: string, text: string): string {
  const digits = createHash("sha256").update(text).digest().readBigUInt64BE() % 10_000_000_000n;
  return `${letter}-${String(digits).padStart(10, "0")}`;
}

/** Books an operation of an invoice, once of each kind. The caller holds the invoice's lock. */
export async function book(
  tx: Tx,
  row: MockPaymentInvoice,
  kind: OperationKind,
  at: Date,
  key?: string,
): Promise<void> {
  await tx.mockPaymentOperation.createMany({
    data: {
      number: numberOf("P", `${row.key}/${kind}`),
      invoice: row.number,
      kind,
      key: key ?? null,
      tenge: row.tenge,
      at,
      bookedOn: localDateOf(realNow()),
    },
    skipDuplicates: true,
  });
}

/** An invoice, locked until the transaction ends; null when there is none. */
export async function locked(tx: Tx, number: string): Promise<MockPaymentInvoice | null> {
  await tx.$queryRaw`SELECT 1 FROM state_databases.payment_invoice WHERE number = ${number} FOR UPDATE`;
  return tx.mockPaymentInvoice.findUnique({ where: { number } });
}

function held(client: Pick<Tx, "mockPaymentInvoice">, iin: Iin, number: string): Promise<Row | null> {
  return client.mockPaymentInvoice.findFirst({ where: { number, iin }, include: { operations: true } });
}

function asTold(row: Row | null): Answer<Invoice> {
  if (row === null) return { kind: "not-found" };
  const { number, key, iin, state, page, operations } = row;
  return found({
    number,
    key,
    iin: iinSchema.parse(iin),
    tenge: tenge(row.tenge),
    state: stateOf(state),
    page: pageOf(page),
    operations: operations.toSorted((one, other) => one.id - other.id).map(operationAsTold),
  });
}

function operationAsTold({
  number,
  invoice,
  kind,
  key,
  tenge: amount,
  at,
  bookedOn,
}: MockPaymentOperation): PaymentOperation {
  return {
    number,
    invoice,
    kind: kind === "refund" || kind === "reversal" ? kind : "charge",
    ...(key === null ? {} : { key }),
    tenge: tenge(amount),
    at: at.toISOString(),
    bookedOn: localDate(bookedOn),
  };
}

function stateOf(state: string): Invoice["state"] {
  return state === "paid" || state === "cancelled" || state === "reversed" ? state : "open";
}

/** The address of an invoice's page: on the mocks' own address, in the payer's language. */
function pageOf(page: string): string {
  return `/payment-provider/${page}`;
}
