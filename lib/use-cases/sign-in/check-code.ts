import "server-only";
import { compareCode, type CodeComparison } from "@/lib/infra/auth/one-time-code";
import { codeKey, waitingSignIn, type TicketPurpose, type WaitingSignIn } from "@/lib/infra/auth/pending-sign-in";
import { recordSignIn } from "@/lib/infra/auth/sign-in-records";
import { hashCode } from "@/lib/infra/auth/tokens";
import { now, realNow } from "@/lib/infra/clock";
import { db, inTransaction, type Tx } from "@/lib/infra/db/client";

export type CodeCheck =
  /** "right": the code is spent; the ticket can be redeemed. */
  | CodeComparison
  /** The right password was given too long ago, or never; or the code was spent already. */
  | { readonly kind: "over" };

/** Second step: compares the code and spends it, under the row's lock: of many right ones at once, one is right. */
export async function checkCode(request: {
  ticket: string;
  code: string;
  userAgent: string | null;
  purpose?: TicketPurpose;
}): Promise<CodeCheck> {
  const { userAgent, purpose = "sign-in" } = request;
  const ticket = { ticket: request.ticket, purpose };
  const at = realNow();
  const { check, pending } = await inTransaction((tx) => compare(tx, ticket, request.code, at));
  if (check.kind === "wrong" && pending !== null && purpose !== "phone" && purpose !== "email") {
    const { iin, bin } = pending;
    const method = purpose === "sign-in" ? "password-and-code" : "recovery";
    await recordSignIn(db, { iin, bin, method, outcome: "wrong-code", userAgent, at: await now(iin) });
  }
  return check;
}

async function compare(
  tx: Tx,
  held: { ticket: string; purpose: TicketPurpose },
  code: string,
  at: Date,
): Promise<{ check: CodeCheck; pending: WaitingSignIn | null }> {
  const { ticket, purpose } = held;
  const pending = await waitingSignIn(tx, held, at, { lock: true });
  if (!pending) return { check: { kind: "over" }, pending };
  const check = await compareCode(tx, pending, hashCode(code, ticket), codeKey(pending, purpose), at);
  if (check.kind !== "right") return { check, pending };
  await tx.pendingSignIn.update({ where: { id: pending.id }, data: { codeHash: null, codeExpiresAt: null } });
  return { check, pending };
}
