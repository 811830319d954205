import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { audit } from "@/lib/infra/audit";
import { pendingMs } from "@/lib/infra/auth/limits";
import { openTicket, spendTicket } from "@/lib/infra/auth/pending-sign-in";
import { hashCode, hashToken, newToken } from "@/lib/infra/auth/tokens";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { tellAccountHolder } from "./tell-account-holder";

/**
 * Begins to confirm an address, a new one or the account's own: a code goes there by `sendCode`. Out: the ticket; null when the account has this
 * address and it is confirmed. Nothing changes until the code comes back.
 */
export async function startEmailChange(iin: Iin, email: string, locale: string): Promise<string | null> {
  const account = await db.account.findUniqueOrThrow({
    where: { iin },
    select: { email: true, emailVerifiedAt: true },
  });
  if (account.email === email && account.emailVerifiedAt !== null) return null;
  const ticket = newToken();
  await db.pendingSignIn.create({
    data: {
      id: hashToken(ticket),
      iin,
      purpose: "email",
      email,
      locale,
      codeHash: hashCode(newToken(), ticket),
      expiresAt: new Date(realNow().getTime() + pendingMs),
    },
  });
  return ticket;
}

/**
 * Gives the account the address whose code this person has given, once; its person is told. Out: false when nothing of theirs waits behind the
 * ticket.
 */
export async function changeEmail(iin: Iin, ticket: string): Promise<boolean> {
  const at = realNow();
  const found = await openTicket(db, { ticket, purpose: "email" }, at);
  if (found?.iin !== iin || found.email === null) return false;
  const { id, email } = found;
  const now = await clockOf(iin);
  return inTransaction(async (tx) => {
    if (!(await spendTicket(tx, id, at))) return false;
    const before = await tx.account.findUniqueOrThrow({
      where: { iin },
      select: { email: true, emailVerifiedAt: true },
    });
    await tx.account.update({ where: { iin }, data: { email, emailVerifiedAt: now } });
    // Nobody knows whose an address is that was never confirmed.
    const mailedTo = before.emailVerifiedAt === null ? null : before.email;
    await tellAccountHolder(tx, iin, "account-email-changed", now, mailedTo === null ? {} : { mailedTo });
    await audit(tx, { actor: { kind: "citizen", iin }, action: "email-changed", applicationId: null, details: {} });
    return true;
  });
}
