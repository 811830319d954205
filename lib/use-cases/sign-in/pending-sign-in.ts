import "server-only";
import { maskPhone } from "@/lib/kernel/phone";
import { codeLimits } from "@/lib/infra/auth/one-time-code";
import { ticketKeys, waitingSignIn, type TicketPurpose } from "@/lib/infra/auth/pending-sign-in";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";

export interface PendingView {
  /** Somebody signs in for an entity. */
  readonly isForEntity: boolean;
  /** Null while nobody may learn whether there is one. */
  readonly maskedPhone: string | null;
  /** The address that is to be confirmed, for whoever has typed it: its first letter, and where it is. */
  readonly maskedEmail: string | null;
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
    isForEntity: pending.bin !== null,
    maskedPhone: pending.phone === null || purpose === "recovery" ? null : maskPhone(pending.phone),
    maskedEmail: pending.email?.replace(/^(.).*@/, "$1•••@") ?? null,
    ...(await codeLimits(db, pending.sentAt, ticketKeys(pending, purpose), at)),
    codeUntil: pending.codeExpiresAt,
    at,
  };
}
