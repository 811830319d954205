import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { codeLock } from "@/lib/infra/auth/limits";
import { waitingSignIn } from "@/lib/infra/auth/pending-sign-in";
import { forget, rateKey, takeWithin } from "@/lib/infra/auth/rate-limit";
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
}): Promise<CodeCheck> {
  const { ticket, userAgent } = request;
  const at = realNow();
  const { check, iin } = await inTransaction((tx) => compare(tx, ticket, request.code, at));
  if (check.kind === "wrong" && iin !== null) {
    await recordSignIn(db, { iin, method: "password-and-code", outcome: "wrong-code", userAgent, at: await now(iin) });
  }
  return check;
}

async function compare(tx: Tx, ticket: string, code: string, at: Date): Promise<{ check: CodeCheck; iin: Iin | null }> {
  const pending = await waitingSignIn(tx, ticket, at, { lock: true });
  if (!pending) return { check: { kind: "over" }, iin: null };
  const { iin } = pending;
  const key = rateKey("code", iin);
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
