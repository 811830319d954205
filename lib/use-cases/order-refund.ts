import "server-only";
import { randomUUID } from "node:crypto";
import type { Iin } from "@/lib/kernel/iin";
import type { Tx } from "@/lib/infra/db/client";
import { sendJob } from "@/lib/infra/jobs";
import type { State } from "@/lib/process/state";
import { tellApplicant } from "./tell-applicant";

interface RefundOrder {
  /** The provider's number. */
  readonly invoice: string;
  readonly applicationId: string;
  /** Whole tenge. */
  readonly tenge: number;
  readonly ground: string;
}

/** Orders a refund in the caller's transaction, once per invoice; the outbox carries it out under the order's own id. */
export async function keepRefund(tx: Tx, order: RefundOrder, now: Date): Promise<void> {
  const { invoice, applicationId, tenge, ground } = order;
  const id = randomUUID();
  const { count } = await tx.refund.createMany({
    data: { id, invoice, applicationId, tenge, ground, orderedAt: now },
    skipDuplicates: true,
  });
  if (count === 1) await sendJob(tx, "effect", { kind: "refund", refund: id }, `refund/${id}`);
}

/** Orders a refund of which no event of the application speaks: it had ended before the money came. The payer is told. */
export async function orderRefund(
  tx: Tx,
  order: RefundOrder & { readonly applicant: Iin; readonly state: State },
  now: Date,
): Promise<void> {
  await keepRefund(tx, order, now);
  await tellApplicant(tx, order.state, "refund-ordered", "", { tenge: String(order.tenge) }, now);
}
