import "server-only";
import { audit } from "@/lib/infra/audit";
import { pendingMs } from "@/lib/infra/auth/limits";
import { openTicket, spendTicket } from "@/lib/infra/auth/pending-sign-in";
import { hashCode, hashToken, newToken } from "@/lib/infra/auth/tokens";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, inTransaction, type Tx } from "@/lib/infra/db/client";
import { binOf, iinOf, type Applicant } from "@/lib/process/applicant";
import { confirmedEmailOf } from "../confirmed-email";
import { tellAccountHolder } from "./tell-account-holder";

/**
 * Begins to confirm an address for a person's own account, or for that by which they act for an entity; a new one or the account's own: a code goes there by `sendCode`. Out: the ticket; null when the account has this
 * address and it is confirmed. Nothing changes until the code comes back.
 */
export async function startEmailChange(who: Applicant, email: string, locale: string): Promise<string | null> {
  const account = await emailOf(db, who);
  if (account.email === email && account.emailVerifiedAt !== null) return null;
  const ticket = newToken();
  await db.pendingSignIn.create({
    data: {
      id: hashToken(ticket),
      iin: iinOf(who),
      ...(typeof who === "string" ? {} : { bin: who.bin, keyRight: who.right }),
      purpose: "email",
      email,
      locale,
      codeHash: hashCode(newToken(), ticket),
      expiresAt: new Date(realNow().getTime() + pendingMs),
    },
  });
  return ticket;
}

function emailOf(tx: Pick<Tx, "account" | "entityAccount">, who: Applicant) {
  const select = { email: true, emailVerifiedAt: true } as const;
  if (typeof who === "string") return tx.account.findUniqueOrThrow({ where: { iin: who }, select });
  const { bin, iin } = who;
  return tx.entityAccount.findUniqueOrThrow({ where: { bin_iin: { bin, iin } }, select });
}

/**
 * Gives the account the address whose code this person has given, once; its person is told. Out: false when nothing of theirs waits behind the
 * ticket.
 */
export async function changeEmail(who: Applicant, ticket: string): Promise<boolean> {
  const [iin, bin] = [iinOf(who), binOf(who)];
  const at = realNow();
  const found = await openTicket(db, { ticket, purpose: "email" }, at);
  if (found?.iin !== iin || (found.entity?.bin ?? null) !== bin || found.email === null) return false;
  const { id, email } = found;
  const now = await clockOf(iin);
  return inTransaction(async (tx) => {
    if (!(await spendTicket(tx, id, at))) return false;
    const before = await emailOf(tx, who);
    const data = { email, emailVerifiedAt: now };
    await (bin === null
      ? tx.account.update({ where: { iin }, data })
      : tx.entityAccount.update({ where: { bin_iin: { bin, iin } }, data }));
    // Nobody knows whose an address is that was never confirmed.
    const mailedTo = confirmedEmailOf(before);
    await tellAccountHolder(
      tx,
      iin,
      bin === null ? "account-email-changed" : "account-entity-email-changed",
      now,
      mailedTo === null ? { bin } : { bin, mailedTo },
    );
    await audit(tx, {
      actor: { kind: "citizen", iin },
      action: "email-changed",
      applicationId: null,
      details: bin === null ? {} : { bin },
    });
    return true;
  });
}
