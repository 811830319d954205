import { z } from "zod";
import type { Answer } from "@/lib/kernel/answer";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { localDateSchema, type LocalDate } from "@/lib/kernel/local-date";
import { tengeSchema, type Tenge } from "@/lib/kernel/tenge";

/** One movement of money in the provider's books. */
export const paymentOperationSchema = z.object({
  number: z.string().min(1).max(40),
  invoice: z.string().min(1).max(40),
  /** `charge`: the payer paid. `refund`: given back at the portal's word. `reversal`: taken back by the payer's bank. */
  kind: z.enum(["charge", "refund", "reversal"]),
  /** The portal's key of a refund. */
  key: z.string().optional(),
  tenge: tengeSchema,
  /** When it happened, on the payer's clock. */
  at: z.iso.datetime({ offset: true }),
  /** The day of the provider's books. */
  bookedOn: localDateSchema,
});
export type PaymentOperation = z.infer<typeof paymentOperationSchema>;

/** An invoice as the provider holds it now: the one thing that is believed about a payment. */
export const invoiceSchema = z.object({
  number: z.string().min(1).max(40),
  key: z.string(),
  iin: iinSchema,
  tenge: tengeSchema,
  state: z.enum(["open", "paid", "cancelled", "reversed"]),
  /** Where the payer pays: an address of the provider's. */
  page: z.string(),
  operations: z.array(paymentOperationSchema),
});
export type Invoice = z.infer<typeof invoiceSchema>;

/** What the payer reads on the provider's page; nothing personal. */
export interface InvoiceDescription {
  readonly kk: string;
  readonly ru: string;
  readonly en: string;
}

/** The most operations that one question about a day is answered with. */
export const mostOperations = 500;

/**
 * The payment gateway of RP DRN [S4 §3.15]. Every write carries a key of the portal's: repeating it changes nothing and is answered
 * as the first time, so that an unknown outcome can be asked after and then tried again.
 */
export interface Payments {
  /** Makes the invoice of this key, or answers the one that is there; `denied` when that one is another person's or amount. */
  createInvoice(request: {
    iin: Iin;
    key: string;
    tenge: Tenge;
    description: InvoiceDescription;
    /** Where the payer comes back to. */
    returnTo: string;
  }): Promise<Answer<Invoice>>;
  /** Where an invoice stands; `not-found` for anybody's but this person's. */
  invoice(request: { iin: Iin; number: string }): Promise<Answer<Invoice>>;
  /** Closes an open invoice, so that nobody pays it any more; a paid one stays as it is. */
  cancelInvoice(request: { iin: Iin; number: string }): Promise<Answer<Invoice>>;
  /** Gives back what was paid, whole and once; an invoice that is not paid stays as it is. */
  refund(request: { iin: Iin; number: string; key: string }): Promise<Answer<Invoice>>;
  /** A day of the provider's books, in their order, at most `mostOperations` after the one of this number. Names no person. */
  operations(request: { day: LocalDate; after: string | null }): Promise<Answer<PaymentOperation[]>>;
}
