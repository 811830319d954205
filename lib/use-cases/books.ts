import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { localDate, type LocalDate } from "@/lib/kernel/local-date";
import { tenge, type Tenge } from "@/lib/kernel/tenge";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, type Tx } from "@/lib/infra/db/client";
import { isIin } from "@/lib/kernel/iin";
import { openPorts } from "@/lib/state-databases/gateway";
import type { Invoice as ProvidersInvoice, PaymentOperation, Payments } from "@/lib/state-databases/payments/port";
import { portalReader } from "./gather-facts";

/** An invoice as the portal's books have it. */
export interface BookedInvoice {
  /** The provider's number. */
  readonly number: string;
  readonly applicationId: string;
  readonly stage: string;
  readonly applicant: Iin;
  readonly tenge: Tenge;
  /** Where the provider takes the payment. */
  readonly page: string;
}

type Row = Omit<BookedInvoice, "applicant" | "tenge"> & { readonly applicant: string; readonly tenge: number };

function booked({ number, applicationId, stage, applicant, tenge: amount, page }: Row): BookedInvoice {
  if (!isIin(applicant)) throw new Error("An invoice without a payer");
  return { number, applicationId, stage, applicant, tenge: tenge(amount), page };
}

/** The invoice of this number; null when the portal has never had it. */
export async function findInvoice(number: string): Promise<BookedInvoice | null> {
  const row = await db.invoice.findUnique({ where: { number } });
  return row && booked(row);
}

/** The invoice of an application's payment stage; null while the provider has not made it. */
export async function invoiceOf(applicationId: string, stage: string): Promise<BookedInvoice | null> {
  const row = await db.invoice.findUnique({ where: { applicationId_stage: { applicationId, stage } } });
  return row && booked(row);
}

/** The key under which the provider makes a stage's invoice: the same whoever asks, and however often. */
export function invoiceKey(applicationId: string, stage: string): string {
  return `${applicationId}/${stage}`;
}

/** The payment provider, asked about one person's invoices. A payment needs no consent of KDP's: it is the payer's own deed. */
export async function providerFor(
  purpose: string,
  invoice: { readonly applicationId: string; readonly applicant: Iin },
): Promise<Payments> {
  const now = await clockOf(invoice.applicant);
  return openPorts({ reader: portalReader, purpose, applicationId: invoice.applicationId, now }).payments;
}

/** Whether what the provider says is about this invoice and this amount; anything else is not believed. */
export function agrees(invoice: BookedInvoice, said: ProvidersInvoice): boolean {
  const isAmount = (operation: PaymentOperation) => operation.tenge === invoice.tenge;
  return (
    said.number === invoice.number &&
    said.key === invoiceKey(invoice.applicationId, invoice.stage) &&
    said.tenge === invoice.tenge &&
    said.operations.every(isAmount)
  );
}

/** Whether the ledger has an entry of this kind for an invoice. */
export async function isEntered(
  tx: Pick<Tx, "ledgerEntry">,
  invoice: string,
  kind: PaymentOperation["kind"],
): Promise<boolean> {
  return (await tx.ledgerEntry.count({ where: { invoice, kind } })) > 0;
}

/**
 * Writes an operation of the provider's into the ledger, in the transaction of all that follows from it. The caller holds the
 * application's lock; that there is one entry of a kind per invoice is the table's own rule as well.
 */
export async function enter(tx: Tx, invoice: BookedInvoice, operation: PaymentOperation): Promise<void> {
  await tx.ledgerEntry.create({
    data: {
      kind: operation.kind,
      invoice: invoice.number,
      applicationId: invoice.applicationId,
      operation: operation.number,
      tenge: operation.tenge,
      bookedOn: operation.bookedOn,
      at: new Date(operation.at),
      recordedAt: realNow(),
    },
  });
}

/** What the ledger says of a day of the provider's books. */
export async function ledgerOf(
  day: LocalDate,
): Promise<ReadonlyMap<string, Pick<PaymentOperation, "kind" | "tenge" | "invoice">>> {
  const rows = await db.ledgerEntry.findMany({ where: { bookedOn: localDate(day) } });
  return new Map(
    rows.map(({ operation, kind, tenge: amount, invoice }) => [
      operation,
      { kind: kind as PaymentOperation["kind"], tenge: tenge(amount), invoice },
    ]),
  );
}
