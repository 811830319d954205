import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import type { Locale } from "@/lib/i18n/locale";
import { signedScreenMs } from "@/lib/infra/auth/limits";
import { openTicket } from "@/lib/infra/auth/pending-sign-in";
import { lockAccounts } from "@/lib/infra/auth/shut-out";
import { recordSignIn } from "@/lib/infra/auth/sign-in-records";
import { hashToken, newToken } from "@/lib/infra/auth/tokens";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import type { EdsChallenge } from "@/lib/infra/db/generated/client";
import { showMobileCode, type MobileCode } from "../signing/mobile-code";
import { deviceOf } from "./device";
import { screenNumber, spendChallenge, storeScreenChallenge, verifyScreenChallenge } from "./eds-challenge";
import { tellAccountHolder } from "./tell-account-holder";

const purpose = "mobile-sign-in";

/**
 * Begins signing in by a QR code: the text that the phone will sign is made for this browser alone. Out: the ticket for its cookie, good for
 * nothing until the phone has signed; null when this address has asked too often.
 */
export async function startMobileSignIn(request: {
  readonly locale: Locale;
  readonly address: string;
  readonly userAgent: string | null;
}): Promise<string | null> {
  const ticket = newToken();
  const { locale, address, userAgent } = request;
  const screen = { locale, address, id: hashToken(ticket), device: deviceOf(userAgent) ?? null };
  return (await storeScreenChallenge(screen)) ? ticket : null;
}

/** What the browser shows that has begun signing in by a QR code. */
export type MobileSignIn =
  /** Nothing was begun here, or it is over. */
  | { readonly kind: "none" }
  /** A code, and the number that also stands on the phone. */
  | { readonly kind: "code"; readonly code: Exclude<MobileCode, { readonly kind: "signed" }>; readonly number: string }
  /** The phone has signed: whose key it was. The ticket is good. */
  | { readonly kind: "signed"; readonly iin: Iin };

/** Where the sign-in stands that this browser's ticket was made for. */
export async function viewMobileSignIn(ticket: string | undefined): Promise<MobileSignIn> {
  if (ticket === undefined) return { kind: "none" };
  const sessionId = hashToken(ticket);
  const challenge = await db.edsChallenge.findFirst({ where: { about: sessionId, purpose } });
  if (!challenge) return { kind: "none" };
  const now = realNow();
  if (challenge.usedAt !== null) {
    const opened = await openTicket(db, { ticket, purpose: "sign-in" }, now);
    return opened ? { kind: "signed", iin: opened.iin } : { kind: "none" };
  }
  const number = screenNumber(challenge.nonce);
  if (challenge.expiresAt <= now) return { kind: "code", code: { kind: "expired", refusal: null }, number };
  const code = await showMobileCode(challenge.nonce, { iin: null, sessionId });
  // Signed between the two looks: the next one finds it.
  return code.kind === "signed" ? { kind: "none" } : { kind: "code", code, number };
}

/**
 * The phone's signature under the text of a sign-in: the browser that showed the code, and no other, may become a session of whoever has
 * signed, who is told of it. Out: the key of the words on why it was refused, or null.
 */
export async function signInFromMobile(challenge: EdsChallenge, cms: string): Promise<string | null> {
  const { about } = challenge;
  if (cms === "" || about === null) return refusal("not-a-signature");
  const signed = await verifyScreenChallenge(challenge, cms);
  if (!signed.ok) {
    return refusal(signed.error.kind === "signature" ? signed.error.failure.reason : signed.error.kind);
  }
  const { signer: iin } = signed.value;
  const account = await db.account.findUnique({ where: { iin }, select: { locale: true } });
  // The text stays unused: its holder may sign with another key.
  if (!account) return "sign-in.mobile.failures.no-account";
  const at = realNow();
  const now = await clockOf(iin);
  const isFirst = await inTransaction(async (tx) => {
    await lockAccounts(tx, iin);
    if (!(await spendChallenge(tx, signed.value))) return false;
    const expiresAt = new Date(at.getTime() + signedScreenMs);
    await tx.pendingSignIn.create({
      data: { id: about, iin, purpose: "sign-in", method: "egov-mobile", locale: account.locale, expiresAt },
    });
    // Whoever was talked into it finds here what to undo, before anybody has entered.
    await recordSignIn(tx, { iin, method: "egov-mobile", outcome: "signed", userAgent: null, at: now });
    await tellAccountHolder(tx, iin, "account-mobile-sign-in", now);
    return true;
  });
  return isFirst ? null : refusal("gone");
}

function refusal(reason: string): string {
  return `sign-in.eds.failures.${reason}`;
}
