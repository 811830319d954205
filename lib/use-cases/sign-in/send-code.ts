import "server-only";
import { languageOf } from "@/lib/i18n/locale";
import { messagesOf } from "@/lib/i18n/messages";
import { codeMs } from "@/lib/infra/auth/limits";
import { orderCode, type CodeRefusal } from "@/lib/infra/auth/one-time-code";
import {
  numberLimits,
  ticketKeys,
  waitingSignIn,
  type TicketPurpose,
  type WaitingSignIn,
} from "@/lib/infra/auth/pending-sign-in";
import { refusedUntil, takeWithin } from "@/lib/infra/auth/rate-limit";
import { hashCode, newCode, newToken } from "@/lib/infra/auth/tokens";
import { now, realNow } from "@/lib/infra/clock";
import { db, inTransaction, type Tx } from "@/lib/infra/db/client";
import { openPorts } from "@/lib/state-databases/gateway";

export type CodeSending =
  | { readonly kind: "sent" }
  /** The message could not be handed over; another may be asked for at once. */
  | { readonly kind: "not-sent" }
  | CodeRefusal
  /** The right password was given too long ago, or never. */
  | { readonly kind: "over" };

/** What comes of handing the message over. */
type Delivery = Extract<CodeSending, { readonly kind: "sent" | "not-sent" }>;

/**
 * Sends a new code to the ticket's number or address; the one before is void from then on. What was counted of wrong codes stays counted.
 * The message leaves after the code is stored: nobody ever holds a code that the portal does not know. Where there is no number
 * everything is done but the sending, and the answer is the same.
 */
export async function sendCode(ticket: string, purpose: TicketPurpose = "sign-in"): Promise<CodeSending> {
  const prepared = await prepareCode(ticket, purpose);
  return prepared.kind === "prepared" ? prepared.deliver() : prepared;
}

/**
 * The first half: a new code is stored, and `deliver` sends it. Whoever must not learn from the time it takes whether there is a number
 * delivers after the answer.
 */
export async function prepareCode(
  ticket: string,
  purpose: TicketPurpose,
): Promise<Exclude<CodeSending, Delivery> | { readonly kind: "prepared"; readonly deliver: () => Promise<Delivery> }> {
  const at = realNow();
  const code = newCode();
  const prepared = await inTransaction(async (tx) => {
    const pending = await waitingSignIn(tx, { ticket, purpose }, at, { lock: true });
    if (!pending) return { kind: "over" } as const;
    const refusal = await orderCode(tx, pending.sentAt, ticketKeys(pending, purpose), at);
    if (refusal) return refusal;
    const isMute = purpose === "recovery" && !(await mayReceive(tx, pending, at));
    await tx.pendingSignIn.update({
      where: { id: pending.id },
      data: {
        // To nobody goes a code that nobody can guess.
        codeHash: hashCode((pending.phone ?? pending.email) === null || isMute ? newToken() : code, ticket),
        codeExpiresAt: new Date(at.getTime() + codeMs),
        sends: { increment: 1 },
        sentAt: at,
      },
    });
    return { kind: "prepared", pending, isMute } as const;
  });
  if (prepared.kind !== "prepared") return prepared;
  return { kind: "prepared", deliver: () => deliver(prepared.pending, purpose, prepared.isMute ? null : code, at) };
}

/**
 * Whether the number may get one more message, which is counted then. Where there is no number, or it may get none, as much is counted
 * for nobody: nobody learns which it was.
 */
async function mayReceive(tx: Tx, pending: WaitingSignIn, at: Date): Promise<boolean> {
  const refusals = [];
  for (const [key, rule] of numberLimits(pending)) refusals.push(await refusedUntil(tx, key, rule, at));
  const isAllowed = refusals.every((until) => until === null);
  const counted = isAllowed ? pending : { iin: pending.iin, phone: null };
  let isTaken = true;
  for (const [key, rule] of numberLimits(counted)) isTaken = (await takeWithin(tx, key, rule, at)).allowed && isTaken;
  return isAllowed && isTaken;
}

async function deliver(
  pending: WaitingSignIn,
  purpose: TicketPurpose,
  code: string | null,
  at: Date,
): Promise<Delivery> {
  const { id, iin, phone, email, sends } = pending;
  const to = phone ?? email;
  if (to === null || code === null) return { kind: "sent" };
  const words = messagesOf(languageOf(pending))["sign-in"];
  const texts = {
    "sign-in": words.sms,
    recovery: words.forgotten.smsText,
    phone: words.phone.sms,
    email: words.email.message,
    password: "",
  };
  const { messages } = openPorts({ reader: { kind: "portal" }, purpose: "sign-in", now: await now(iin) });
  const answer = await messages.send({
    key: `sign-in:${id}:${String(sends + 1)}`,
    channel: phone === null ? "email" : "sms",
    to,
    iin,
    text: texts[purpose].replace("{code}", code),
    code,
  });
  if (answer.kind === "found") return { kind: "sent" };
  // In a recovery nobody may learn that there was a number to send to.
  if (purpose === "recovery") return { kind: "not-sent" };
  await db.pendingSignIn.updateMany({ where: { id, sentAt: at }, data: { sentAt: null } });
  return { kind: "not-sent" };
}
