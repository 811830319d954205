import "server-only";
import { tenge, type Tenge } from "@/lib/kernel/tenge";
import { db } from "@/lib/infra/db/client";

/** A payment as its payer sees it. */
export interface ShownPayment {
  readonly invoice: string;
  readonly tenge: Tenge;
  /** On the applicant's clock; null while nothing has come. */
  readonly paidAt: Date | null;
  readonly reversedAt: Date | null;
  readonly refund: ShownRefund | null;
}

export interface ShownRefund {
  readonly tenge: Tenge;
  /** A key of the messages: why it was ordered. */
  readonly ground: string;
  readonly orderedAt: Date;
  /** Null while the provider has not confirmed it. */
  readonly doneAt: Date | null;
}

/** The invoices of an application with what became of them, oldest first. The caller has made sure that the reader may see it. */
export async function viewPayments(applicationId: string): Promise<readonly ShownPayment[]> {
  const rows = await db.invoice.findMany({
    where: { applicationId },
    include: { entries: true, refund: true },
    orderBy: { createdAt: "asc" },
  });
  return rows.map(({ number, tenge: amount, entries, refund }) => {
    const at = (kind: string) => entries.find((entry) => entry.kind === kind)?.at ?? null;
    return {
      invoice: number,
      tenge: tenge(amount),
      paidAt: at("charge"),
      reversedAt: at("reversal"),
      refund: refund && {
        tenge: tenge(refund.tenge),
        ground: refund.ground,
        orderedAt: refund.orderedAt,
        doneAt: at("refund"),
      },
    };
  });
}
