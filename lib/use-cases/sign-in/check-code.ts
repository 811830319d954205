import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { codeLock } from "@/lib/infra/auth/limits";
import { codeKey, waitingSignIn, type TicketPurpose } from "@/lib/infra/auth/pending-sign-in";
import { forget, takeWithin } from "@/lib/infra/auth/rate-limit";
import { recordSignIn } from "@/lib/infra/auth/sign-in-records";
import { equalHashes, hashCode } from "@/lib/infra/auth/tokens";
import { now, realNow } from "@/lib/infra/clock";
import { db, inTransaction, type Tx } from "@/lib/infra/db/client";

export type CodeCheck =
  /** The code is spent; the ticket can be redeemed. */
  | { readonly kind: "right" }
  | { readonly kind: "wrong"; readonly left: number; readonly until: Date | null }
  | { readonly kind: "expired" }
  | { readonly kind: "locked"; readonly until: Date }
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
  const { check, iin } = await inTransaction((tx) => compare(tx, ticket, request.code, at));
  if (check.kind === "wrong" && iin !== null && purpose !== "phone") {
    const method = purpose === "sign-in" ? "password-and-code" : "recovery";
    await recordSignIn(db, { iin, method, outcome: "wrong-code", userAgent, at: await now(iin) });
  }
  return check;
}

async function compare(
  tx: Tx,
  held: { ticket: string; purpose: TicketPurpose },
  code: string,
  at: Date,
): Promise<{ check: CodeCheck; iin: Iin | null }> {
  const { ticket, purpose } = held;
  const pending = await waitingSignIn(tx, held, at, { lock: true });
  if (!pending) return { check: { kind: "over" }, iin: null };
  const { iin } = pending;
  const key = codeKey(pending, purpose);
  const turn = await takeWithin(tx, key, codeLock, at);
  if (!turn.allowed) return { check: { kind: "locked", until: turn.until }, iin };
  if (!equalHashes(hashCode(code, ticket), pending.codeHash)) {
    return { check: { kind: "wrong", left: turn.left, until: turn.memory.lockedUntil }, iin };
  }
  if (pending.codeExpiresAt === null || pending.codeExpiresAt <= at) return { check: { kind: "expired" }, iin };
  await tx.pendingSignIn.update({ where: { id: pending.id }, data: { codeHash: null, codeExpiresAt: null } });
  await forget(tx, key);
  return { check: { kind: "right" }, iin };
}
