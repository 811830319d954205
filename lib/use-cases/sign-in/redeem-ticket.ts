import "server-only";
import { iinSchema } from "@/lib/kernel/iin";
import { openSession } from "@/lib/infra/auth/sessions";
import { hashToken } from "@/lib/infra/auth/tokens";
import { now, realNow } from "@/lib/infra/clock";
import { inTransaction } from "@/lib/infra/db/client";

/**
 * Makes a session of a pending sign-in whose every step is done, once. Out: the session's random id for the cookie; null when the
 * ticket is unknown, used, too old, or still waits for its code.
 */
export async function redeemTicket(ticket: string, userAgent: string | null): Promise<{ sid: string } | null> {
  const id = hashToken(ticket);
  const at = realNow();
  return inTransaction(async (tx) => {
    // The row's lock is held from here on: of two redemptions at once the second finds it consumed.
    const { count } = await tx.pendingSignIn.updateMany({
      where: { id, codeHash: null, consumedAt: null, expiresAt: { gt: at } },
      data: { consumedAt: at },
    });
    if (count === 0) return null;
    const pending = await tx.pendingSignIn.findUniqueOrThrow({ where: { id } });
    const iin = iinSchema.parse(pending.iin);
    const method = pending.phone === null ? "password" : "password-and-code";
    const onTheirClock = await now(iin);
    await tx.account.update({ where: { iin }, data: { locale: pending.locale } });
    await tx.signInRecord.create({
      data: { iin, at: onTheirClock, method, outcome: "signed-in", userAgent: userAgent?.slice(0, 300) ?? null },
    });
    return { sid: await openSession(tx, { iin, method, userAgent, at: onTheirClock }) };
  });
}
