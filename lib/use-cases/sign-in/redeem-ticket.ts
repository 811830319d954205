import "server-only";
import { iinSchema } from "@/lib/kernel/iin";
import { openSession } from "@/lib/infra/auth/sessions";
import { recordSignIn } from "@/lib/infra/auth/sign-in-records";
import { hashToken } from "@/lib/infra/auth/tokens";
import { now, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";

/**
 * Makes a session of a pending sign-in whose every step is done, once. Out: the session's random id for the cookie; null when the
 * ticket is unknown, used, too old, or still waits for its code.
 */
export async function redeemTicket(ticket: string, userAgent: string | null): Promise<{ sid: string } | null> {
  const id = hashToken(ticket);
  const at = realNow();
  const found = await db.pendingSignIn.findUnique({ where: { id } });
  if (!found) return null;
  const iin = iinSchema.parse(found.iin);
  const method = found.phone === null ? "password" : "password-and-code";
  const onTheirClock = await now(iin);
  return inTransaction(async (tx) => {
    // Of two redemptions at once the second waits here for the first, and then finds it consumed.
    const { count } = await tx.pendingSignIn.updateMany({
      where: { id, codeHash: null, consumedAt: null, expiresAt: { gt: at } },
      data: { consumedAt: at },
    });
    if (count === 0) return null;
    await tx.account.update({ where: { iin }, data: { locale: found.locale } });
    await recordSignIn(tx, { iin, method, outcome: "signed-in", userAgent, at: onTheirClock });
    return { sid: await openSession(tx, { iin, method, userAgent, at: onTheirClock }) };
  });
}
