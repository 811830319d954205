import "server-only";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { phoneSchema, type Phone } from "@/lib/kernel/phone";
import type { Tx } from "@/lib/infra/db/client";
import { hashToken } from "./tokens";

/** A sign-in that waits for its code. */
export interface WaitingSignIn {
  readonly id: string;
  readonly iin: Iin;
  readonly phone: Phone;
  readonly codeHash: string;
  readonly codeExpiresAt: Date | null;
  readonly locale: string;
  readonly sends: number;
  readonly sentAt: Date | null;
}

/**
 * The sign-in behind a ticket while it waits for its code, at `now` of real time; null when there is none, or when it is over.
 * With `lock` its row stays locked until the transaction ends.
 */
export async function waitingSignIn(
  tx: Pick<Tx, "pendingSignIn" | "$queryRaw">,
  ticket: string,
  now: Date,
  { lock }: { lock: boolean },
): Promise<WaitingSignIn | null> {
  const id = hashToken(ticket);
  if (lock) await tx.$queryRaw`SELECT 1 FROM portal.pending_sign_in WHERE id = ${id} FOR UPDATE`;
  const row = await tx.pendingSignIn.findUnique({ where: { id } });
  if (!row || row.consumedAt !== null || row.expiresAt <= now || row.codeHash === null || row.phone === null)
    return null;
  return { ...row, codeHash: row.codeHash, iin: iinSchema.parse(row.iin), phone: phoneSchema.parse(row.phone) };
}
