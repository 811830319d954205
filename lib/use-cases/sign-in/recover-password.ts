import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { addressLimit, pendingMs, recoveryLimit } from "@/lib/infra/auth/limits";
import { openTicket, spendTicket } from "@/lib/infra/auth/pending-sign-in";
import { rateKey, take } from "@/lib/infra/auth/rate-limit";
import { lockAccounts } from "@/lib/infra/auth/shut-out";
import { hashCode, hashToken, newToken } from "@/lib/infra/auth/tokens";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { openPorts } from "@/lib/state-databases/gateway";
import { giveTicket } from "./sign-in-with-eds";

export type RecoveryStart =
  | { readonly kind: "begun"; readonly ticket: string }
  /** Asked for too often from this address, or for this IIN. */
  | { readonly kind: "too-often"; readonly until: Date };

/**
 * Begins a new password by SMS and identification. An IIN without an account, or without a linked number, gets the same answer after the
 * same work: a ticket whose code nobody has. `sendCode` sends it.
 */
export async function startRecovery(request: { iin: Iin; locale: string; address: string }): Promise<RecoveryStart> {
  const { iin, locale } = request;
  const at = realNow();
  for (const [key, rule] of [
    [rateKey("recovery-address", request.address), addressLimit],
    [rateKey("recovery", iin), recoveryLimit],
  ] as const) {
    const turn = await take(key, rule, at);
    if (!turn.allowed) return { kind: "too-often", until: turn.until };
  }
  const ticket = newToken();
  await inTransaction(async (tx) => {
    await lockAccounts(tx, iin);
    const account = await tx.account.findUnique({ where: { iin }, select: { phone: true } });
    await tx.pendingSignIn.create({
      data: {
        id: hashToken(ticket),
        iin,
        purpose: "recovery",
        method: "recovery",
        phone: account?.phone ?? null,
        locale,
        codeHash: hashCode(newToken(), ticket),
        expiresAt: new Date(at.getTime() + pendingMs),
      },
    });
  });
  return { kind: "begun", ticket };
}

/** Whether the code was given and only the identification is missing. */
export async function awaitsIdentification(ticket: string): Promise<boolean> {
  return (await openTicket(db, { ticket, purpose: "recovery" }, realNow())) !== null;
}

export type RecoveryIdentification =
  /** The ticket sets a password. */
  | { readonly kind: "recognised"; readonly ticket: string }
  | { readonly kind: "not-recognised" }
  /** The person has closed the access to their data. */
  | { readonly kind: "access-refused" }
  /** Digital ID, or KDP before it, does not answer. */
  | { readonly kind: "unavailable" }
  | { readonly kind: "over" };

/** Has Digital ID say whether it is the account's person, after the code. Nothing is used up but by success. */
export async function identifyForRecovery(ticket: string): Promise<RecoveryIdentification> {
  const found = await openTicket(db, { ticket, purpose: "recovery" }, realNow());
  if (!found) return { kind: "over" };
  const { id, iin, locale } = found;
  const context = { reader: { kind: "citizen", iin }, purpose: "password-recovery", now: await clockOf(iin) } as const;
  const consent = await openPorts(context)["access-control"].grant({
    iin,
    databases: ["digital-id"],
    purpose: context.purpose,
  });
  if (consent.kind === "denied") return { kind: "access-refused" };
  if (consent.kind !== "found") return { kind: "unavailable" };
  const ports = openPorts({ ...context, accessToken: consent.value.token });
  const answer = await ports["digital-id"].identify({ iin });
  if (answer.kind === "unavailable" || answer.kind === "invalid-answer") return { kind: "unavailable" };
  if (answer.kind !== "found" || answer.value.outcome !== "recognised") return { kind: "not-recognised" };
  const next = await inTransaction(async (tx) => {
    await lockAccounts(tx, iin);
    if (!(await spendTicket(tx, id, realNow()))) return null;
    return giveTicket(tx, { iin, purpose: "password", method: "recovery", locale });
  });
  return next === null ? { kind: "over" } : { kind: "recognised", ticket: next };
}
