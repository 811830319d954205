import "server-only";
import { openTicket, spendTicket } from "@/lib/infra/auth/pending-sign-in";
import { openSession, sessionMethodSchema } from "@/lib/infra/auth/sessions";
import { lockAccounts } from "@/lib/infra/auth/shut-out";
import { recordSignIn } from "@/lib/infra/auth/sign-in-records";
import { now, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { sendJob } from "@/lib/infra/jobs";

/**
 * Makes a session of a pending sign-in whose every step is done, once. Out: the session's random id for the cookie; null when the
 * ticket is unknown, used, too old, or still waits for its code.
 */
export async function redeemTicket(ticket: string, userAgent: string | null): Promise<{ sid: string } | null> {
  const at = realNow();
  const found = await openTicket(db, { ticket, purpose: "sign-in" }, at);
  if (!found) return null;
  const { id, iin, entity } = found;
  const method = sessionMethodSchema.parse(found.method);
  const onTheirClock = await now(iin);
  return inTransaction(async (tx) => {
    await lockAccounts(tx, iin);
    // Of two redemptions at once the second waits here for the first, and then finds it consumed.
    if (!(await spendTicket(tx, id, at))) return null;
    const bin = entity?.bin ?? null;
    const { locale } = found;
    if (bin === null) await tx.account.update({ where: { iin }, data: { locale } });
    else await tx.entityAccount.update({ where: { bin_iin: { bin, iin } }, data: { locale } });
    const record = await recordSignIn(tx, { iin, bin, method, outcome: "signed-in", userAgent, at: onTheirClock });
    await sendJob(tx, "effect", { kind: "mail-sign-in", record }, `signed-in/${record}`);
    return { sid: await openSession(tx, { iin, entity, method, userAgent, at: onTheirClock }) };
  });
}
