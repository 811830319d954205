import "server-only";
import { maskPhone } from "@/lib/kernel/phone";
import { codeLock, resendMs, smsLimits } from "@/lib/infra/auth/limits";
import { waitingSignIn } from "@/lib/infra/auth/pending-sign-in";
import { rateKey, refusedUntil } from "@/lib/infra/auth/rate-limit";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";

export interface PendingView {
  readonly maskedPhone: string;
  /** When another code may be asked for; real time. */
  readonly resendAt: Date;
  /** Until when the code that was sent is good; null when none was sent. */
  readonly codeUntil: Date | null;
  readonly lockedUntil: Date | null;
  readonly at: Date;
}

/** What the page that asks for the code shows; null when there is no sign-in behind the ticket that waits for one. */
export async function pendingSignIn(ticket: string): Promise<PendingView | null> {
  const at = realNow();
  const pending = await waitingSignIn(db, ticket, at, { lock: false });
  if (!pending) return null;
  return {
    maskedPhone: maskPhone(pending.phone),
    resendAt: latest(at, [
      pending.sentAt === null ? null : new Date(pending.sentAt.getTime() + resendMs),
      ...(await smsRefusals(pending.phone, at)),
    ]),
    codeUntil: pending.codeExpiresAt,
    lockedUntil: await refusedUntil(db, rateKey("code", pending.iin), codeLock, at),
    at,
  };
}

function latest(at: Date, others: readonly (Date | null)[]): Date {
  return others.reduce<Date>((last, one) => (one !== null && one > last ? one : last), at);
}

function smsRefusals(phone: string, at: Date): Promise<(Date | null)[]> {
  return Promise.all(
    Object.entries(smsLimits).map(([about, rule]) => refusedUntil(db, rateKey(about, phone), rule, at)),
  );
}
