import "server-only";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { phoneSchema, type Phone } from "@/lib/kernel/phone";
import type { Tx } from "@/lib/infra/db/client";
import { entryLimits, smsLimits, strangerLimits } from "./limits";
import type { CodeKeys } from "./one-time-code";
import { rateKey } from "./rate-limit";
import type { RateRule } from "./rate-rule";
import { hashToken } from "./tokens";

/** What a ticket is for; see the table. */
export type TicketPurpose = "sign-in" | "password" | "recovery" | "phone" | "email";

/** Something begun that waits for its code. */
export interface WaitingSignIn {
  readonly id: string;
  readonly iin: Iin;
  /** The entity that they sign in for; null: for themselves. */
  readonly bin: string | null;
  /** Null for a recovery of an account that has no number, or that does not exist: nobody learns it, and no code is right. */
  readonly phone: Phone | null;
  /** The address that is to be confirmed. */
  readonly email: string | null;
  readonly codeHash: string;
  readonly codeExpiresAt: Date | null;
  readonly locale: string;
  readonly sends: number;
  readonly sentAt: Date | null;
}

/**
 * What waits for its code behind a ticket of this purpose, at `now` of real time; null when there is none, or when it is over.
 * With `lock` its row stays locked until the transaction ends.
 */
export async function waitingSignIn(
  tx: Pick<Tx, "pendingSignIn" | "$queryRaw">,
  { ticket, purpose }: { ticket: string; purpose: TicketPurpose },
  now: Date,
  { lock }: { lock: boolean },
): Promise<WaitingSignIn | null> {
  const id = hashToken(ticket);
  if (lock) await tx.$queryRaw`SELECT 1 FROM portal.pending_sign_in WHERE id = ${id} FOR UPDATE`;
  const row = await tx.pendingSignIn.findUnique({ where: { id } });
  if (row?.purpose !== purpose || row.consumedAt !== null || row.expiresAt <= now || row.codeHash === null) return null;
  const phone = row.phone === null ? null : phoneSchema.parse(row.phone);
  return { ...row, codeHash: row.codeHash, iin: iinSchema.parse(row.iin), phone };
}

/** The key under which wrong codes are counted: a stranger who recovers somebody's password does not close their signing in. */
export function codeKey({ iin }: { iin: Iin }, purpose: TicketPurpose): string {
  return rateKey(purpose === "sign-in" ? "code" : `code-${purpose}`, iin);
}

/**
 * The key under which messages are counted that a person is told about: those to the number, whatever the account. In a recovery nobody
 * may learn what else the number has got, so that the recovery's own are counted.
 */
function smsKey(
  about: string,
  { phone, email, iin }: Pick<WaitingSignIn, "phone" | "email" | "iin">,
  purpose: TicketPurpose,
) {
  if (email !== null) return rateKey(`email-${about}`, email.toLowerCase());
  return purpose === "recovery" || phone === null ? rateKey(`recovery-${about}`, iin) : rateKey(about, phone);
}

/** Under what the codes of a ticket are counted. Whoever has given the right password has more of a number's messages than a stranger. */
export function ticketKeys(pending: Pick<WaitingSignIn, "phone" | "email" | "iin">, purpose: TicketPurpose): CodeKeys {
  return {
    wrong: codeKey(pending, purpose),
    messages: (about) => smsKey(about, pending, purpose),
    ...(purpose === "phone" ? { narrower: { ...strangerLimits, ...entryLimits } } : {}),
    ...(purpose === "sign-in" ? { narrower: entryLimits } : {}),
  };
}

/**
 * The keys and limits of what the number itself may get of a recovery; without a number, nobody. A stranger can ask for it: it counts among
 * what strangers order.
 */
export function numberLimits({
  phone,
  iin,
}: Pick<WaitingSignIn, "phone" | "iin">): readonly (readonly [string, RateRule])[] {
  return Object.entries<RateRule>({ ...strangerLimits, ...entryLimits, ...smsLimits }).map(([about, rule]) => [
    rateKey(about, phone ?? `nobody-${iin}`),
    rule,
  ]);
}

/**
 * The account of a ticket whose code, where there is one, was given; null when it is over. The purpose is demanded: a ticket for one
 * thing opens no other.
 */
export async function openTicket(
  tx: Pick<Tx, "pendingSignIn">,
  { ticket, purpose }: { ticket: string; purpose: TicketPurpose },
  now: Date,
): Promise<{
  readonly id: string;
  readonly iin: Iin;
  readonly phone: Phone | null;
  readonly email: string | null;
  readonly method: string;
  readonly locale: string;
  /** The entity that the ticket is for; null: for the person. */
  readonly entity: { readonly bin: string; readonly right: string } | null;
} | null> {
  const row = await tx.pendingSignIn.findFirst({
    where: { id: hashToken(ticket), purpose, codeHash: null, consumedAt: null, expiresAt: { gt: now } },
  });
  if (!row) return null;
  const phone = row.phone === null ? null : phoneSchema.parse(row.phone);
  const entity = row.bin === null ? null : { bin: row.bin, right: row.keyRight ?? "" };
  return {
    id: row.id,
    iin: iinSchema.parse(row.iin),
    phone,
    email: row.email,
    method: row.method,
    locale: row.locale,
    entity,
  };
}

/** Uses a ticket up, in the transaction of what it is used for. Out: whether this was the first use. */
export async function spendTicket(tx: Pick<Tx, "pendingSignIn">, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.pendingSignIn.updateMany({
    where: { id, codeHash: null, consumedAt: null, expiresAt: { gt: now } },
    data: { consumedAt: now },
  });
  return count === 1;
}
