import "server-only";
import { maskPhone } from "@/lib/kernel/phone";
import { codeLock, resendMs, smsLimits } from "@/lib/infra/auth/limits";
import {
  codeKey,
  smsKey,
  waitingSignIn,
  type TicketPurpose,
  type WaitingSignIn,
} from "@/lib/infra/auth/pending-sign-in";
import { refusedUntil } from "@/lib/infra/auth/rate-limit";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";

export interface PendingView {
  /** Null while nobody may learn whether there is one. */
  readonly maskedPhone: string | null;
  /** When another code may be asked for; real time. */
  readonly resendAt: Date;
  /** Until when the code that was sent is good; null when none was sent. */
  readonly codeUntil: Date | null;
  readonly lockedUntil: Date | null;
  readonly at: Date;
}

/** What the page that asks for the code shows; null when nothing of this purpose waits for one behind the ticket. */
export async function pendingSignIn(ticket: string, purpose: TicketPurpose = "sign-in"): Promise<PendingView | null> {
  const at = realNow();
  const pending = await waitingSignIn(db, { ticket, purpose }, at, { lock: false });
  if (!pending) return null;
  return {
    maskedPhone: pending.phone === null || purpose === "recovery" ? null : maskPhone(pending.phone),
    resendAt: latest(at, [
      pending.sentAt === null ? null : new Date(pending.sentAt.getTime() + resendMs),
      ...(await smsRefusals(pending, purpose, at)),
    ]),
    codeUntil: pending.codeExpiresAt,
    lockedUntil: await refusedUntil(db, codeKey(pending, purpose), codeLock, at),
    at,
  };
}

function latest(at: Date, others: readonly (Date | null)[]): Date {
  return others.reduce<Date>((last, one) => (one !== null && one > last ? one : last), at);
}

function smsRefusals(pending: WaitingSignIn, purpose: TicketPurpose, at: Date): Promise<(Date | null)[]> {
  return Promise.all(
    Object.entries(smsLimits).map(([about, rule]) => refusedUntil(db, smsKey(about, pending, purpose), rule, at)),
  );
}
