import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import type { Tenge } from "@/lib/kernel/tenge";
import { tenge } from "@/lib/kernel/tenge";
import { db } from "@/lib/infra/db/client";

/** An invoice as the console shows it. */
export interface ConsoleInvoice {
  readonly invoice: string;
  /** The application's number. */
  readonly number: string;
  readonly tenge: Tenge;
  /** What the ledger says of it: "charge", "reversal", "refund"; nothing while nothing is paid. */
  readonly entries: readonly string[];
}

const mostInvoices = 6;

/** The invoices of one applicant, or of everyone, the newest first. */
export async function consoleInvoices(applicant: Iin | null): Promise<readonly ConsoleInvoice[]> {
  const rows = await db.invoice.findMany({
    where: applicant === null ? {} : { applicant },
    orderBy: [{ createdAt: "desc" }, { number: "asc" }],
    take: mostInvoices,
    include: { application: { select: { number: true } }, entries: { select: { kind: true }, orderBy: { id: "asc" } } },
  });
  return rows.map((row) => ({
    invoice: row.number,
    number: row.application.number,
    tenge: tenge(row.tenge),
    entries: row.entries.map(({ kind }) => kind),
  }));
}
