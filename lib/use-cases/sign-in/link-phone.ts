import "server-only";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Iin } from "@/lib/kernel/iin";
import { phoneSchema, type Phone } from "@/lib/kernel/phone";
import { audit } from "@/lib/infra/audit";
import { passwordLock, pendingMs } from "@/lib/infra/auth/limits";
import { verifyPassword } from "@/lib/infra/auth/password";
import { openTicket, spendTicket } from "@/lib/infra/auth/pending-sign-in";
import { forget, passwordKey, take } from "@/lib/infra/auth/rate-limit";
import { lockAccounts, voidTickets } from "@/lib/infra/auth/shut-out";
import { hashCode, hashToken, newToken } from "@/lib/infra/auth/tokens";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { evidenceOf } from "../verify-cms";
import { spendChallenge, verifyChallenge, type ChallengeFailure } from "./eds-challenge";
import { tellAccountHolder } from "./tell-account-holder";

/** Begins to link a number to a signed-in person's account: a code goes there by `sendCode`. Out: the ticket; null when it is linked already. */
export async function startPhoneLink(iin: Iin, phone: Phone, locale: string): Promise<string | null> {
  const account = await db.account.findUniqueOrThrow({ where: { iin }, select: { phone: true } });
  if (account.phone === phone) return null;
  const ticket = newToken();
  await db.pendingSignIn.create({
    data: {
      id: hashToken(ticket),
      iin,
      purpose: "phone",
      phone,
      locale,
      codeHash: hashCode(newToken(), ticket),
      expiresAt: new Date(realNow().getTime() + pendingMs),
    },
  });
  return ticket;
}

/** The number whose code this person has given, and which waits for their signature; null when there is none. */
export async function phoneToSign(ticket: string, iin: Iin): Promise<{ id: string; phone: Phone } | null> {
  const found = await openTicket(db, { ticket, purpose: "phone" }, realNow());
  return found?.iin === iin && found.phone !== null ? { id: found.id, phone: found.phone } : null;
}

/**
 * Links the number by the person's EDS: the signature is over a text that names it [S0-A3 §5]. The number that was linked before goes,
 * and is told so.
 */
export async function linkPhone(request: {
  readonly iin: Iin;
  readonly ticket: string;
  readonly challenge: string;
  readonly cms: string;
}): Promise<Result<null, ChallengeFailure>> {
  const { iin, ticket, challenge, cms } = request;
  const waiting = await phoneToSign(ticket, iin);
  if (!waiting) return err({ kind: "gone" });
  const signed = await verifyChallenge({ purpose: "link-phone", challenge, cms, signer: iin });
  if (!signed.ok) return signed;
  if (signed.value.about !== waiting.id) return err({ kind: "gone" });
  const now = await clockOf(iin);
  const linked = await inTransaction(async (tx) => {
    await lockAccounts(tx, iin);
    if (!(await spendChallenge(tx, signed.value)) || !(await spendTicket(tx, waiting.id, realNow()))) return false;
    // What is signed by codes to this number rests on it: it must be verifiable as long as they are.
    const { nonce, verified } = signed.value;
    const { certificate, signedAt } = verified;
    await tx.edsChallenge.update({
      where: { nonce },
      data: { certificate: new Uint8Array(certificate.der), evidence: evidenceOf(verified), signedAt },
    });
    const before = await tx.account.findUniqueOrThrow({ where: { iin }, select: { phone: true } });
    // No code goes to the earlier number any more, nor does one that went there let anybody in.
    await voidTickets(tx, iin);
    await tx.account.update({ where: { iin }, data: { phone: waiting.phone } });
    if (before.phone !== null)
      await tellAccountHolder(tx, iin, "account-phone-removed", now, { sentTo: phoneSchema.parse(before.phone) });
    await tellAccountHolder(tx, iin, "account-phone-linked", now);
    await audit(tx, {
      actor: { kind: "citizen", iin },
      action: "phone-linked",
      applicationId: null,
      details: { challenge: signed.value.nonce },
    });
    return true;
  });
  return linked ? ok(null) : err({ kind: "gone" });
}

/** Takes the linked number away, against the password, under the same lock as at signing in. The number is told. */
export async function removePhone(iin: Iin, password: string): Promise<Result<null, "wrong" | "locked">> {
  const key = passwordKey(iin);
  const turn = await take(key, passwordLock, realNow());
  if (!turn.allowed) return err("locked");
  const account = await db.account.findUnique({ where: { iin }, select: { passwordHash: true } });
  if (!(await verifyPassword(account?.passwordHash, password))) return err("wrong");
  const now = await clockOf(iin);
  await inTransaction(async (tx) => {
    await voidTickets(tx, iin);
    await forget(tx, key);
    const before = await tx.account.findUniqueOrThrow({ where: { iin }, select: { phone: true } });
    if (before.phone === null) return;
    await tx.account.update({ where: { iin }, data: { phone: null } });
    await tellAccountHolder(tx, iin, "account-phone-removed", now, { sentTo: phoneSchema.parse(before.phone) });
    await audit(tx, { actor: { kind: "citizen", iin }, action: "phone-removed", applicationId: null, details: {} });
  });
  return ok(null);
}
