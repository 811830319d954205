import "server-only";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { forgetLinks } from "../sharing/forget-links";

const dayMs = 24 * 3_600_000;

/**
 * Deletes what nothing asks for any more: counts whose window is over, tickets and idempotency keys of the day before yesterday,
 * documents and texts that were prepared for a signature and never signed, with their codes, sessions that ended a month ago, sign-in history
 * older than a year, links to papers that ended a month ago. Out: how many rows.
 */
export async function forgetExpired(): Promise<number> {
  const now = realNow();
  const ago = (days: number) => ({ lt: new Date(now.getTime() - days * dayMs) });
  const deleted = await Promise.all([
    db.rateLimit.deleteMany({ where: { expiresAt: ago(0) } }),
    db.pendingSignIn.deleteMany({ where: { expiresAt: ago(2) } }),
    // What was signed stays with the account's history; it also says until when the key is good.
    db.edsChallenge.deleteMany({ where: { usedAt: null, expiresAt: ago(2) } }),
    // The signature under a linked number stays for good: documents signed by codes to it rest on it.
    db.edsChallenge.deleteMany({ where: { usedAt: ago(365), NOT: { purpose: "link-phone" } } }),
    db.keptAnswer.deleteMany({ where: { expiresAt: ago(0) } }),
    db.idempotencyKey.deleteMany({ where: { createdAt: ago(2) } }),
    db.signatureRequest.deleteMany({ where: { usedAt: null, expiresAt: ago(2) } }),
    db.mobileSigning.deleteMany({ where: { expiresAt: ago(2) } }),
    db.signingCode.deleteMany({ where: { createdAt: ago(2) } }),
    db.session.deleteMany({ where: { OR: [{ expiresAt: ago(30) }, { revokedAt: ago(30) }] } }),
    db.signInRecord.deleteMany({ where: { at: ago(365) } }),
  ]);
  const links = await forgetLinks();
  return deleted.reduce((sum, { count }) => sum + count, links);
}
