import "server-only";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Iin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { spendChallenge, verifyChallenge, type ChallengeFailure } from "./eds-challenge";

/** Tries a person's key as a document would: everything is verified, and nothing is decided by it. Out: until when it is good. */
export async function checkKey(iin: Iin, challenge: string, cms: string): Promise<Result<Date, ChallengeFailure>> {
  const signed = await verifyChallenge({ purpose: "key-check", challenge, cms, signer: iin });
  if (!signed.ok) return signed;
  const isFirst = await inTransaction((tx) => spendChallenge(tx, signed.value));
  return isFirst ? ok(signed.value.verified.certificate.notAfter) : err({ kind: "gone" });
}

/** What the portal knows of how a person can sign. */
export interface Readiness {
  readonly hasPhone: boolean;
  /** Until when the key is good that the portal has last found good for documents; null when it has seen none that is good still. */
  readonly keyUntil: Date | null;
}

/** Readiness for a service, before its first page. */
export async function viewReadiness(iin: Iin): Promise<Readiness> {
  const now = await clockOf(iin);
  const [account, key] = await Promise.all([
    db.account.findUniqueOrThrow({ where: { iin }, select: { phone: true } }),
    db.edsChallenge.findFirst({
      where: { usedBy: iin, purpose: { in: ["key-check", "link-phone"] }, certificateUntil: { gt: now } },
      orderBy: { usedAt: "desc" },
      select: { certificateUntil: true },
    }),
  ]);
  return { hasPhone: account.phone !== null, keyUntil: key?.certificateUntil ?? null };
}
