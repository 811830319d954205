import "server-only";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Iin } from "@/lib/kernel/iin";
import { openTicket, spendTicket } from "@/lib/infra/auth/pending-sign-in";
import { hashPassword } from "@/lib/infra/auth/password";
import { weaknessOf, type Weakness } from "@/lib/infra/auth/password-strength";
import { forget, rateKey } from "@/lib/infra/auth/rate-limit";
import { revokeSessions, sessionMethodSchema } from "@/lib/infra/auth/sessions";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { giveTicket } from "./sign-in-with-eds";
import { tellAccountHolder } from "./tell-account-holder";

/** Whose password the ticket sets, and whether there is an account already; null when the ticket is over, or for something else. */
export async function viewPasswordTicket(
  ticket: string,
): Promise<{ readonly iin: Iin; readonly hasAccount: boolean } | null> {
  const found = await openTicket(db, { ticket, purpose: "password" }, realNow());
  return found && { iin: found.iin, hasAccount: (await db.account.count({ where: { iin: found.iin } })) === 1 };
}

/**
 * Sets the password of whoever the ticket has shown to be, once. Without an account one is made; with one, every session of it ends and
 * whatever was begun with the old password is void, and its person is told. Out: a ticket that signs in.
 */
export async function setPassword(request: {
  readonly ticket: string;
  readonly password: string;
  /** For a new account; null: none. */
  readonly email: string | null;
}): Promise<Result<string, Weakness | "over">> {
  const at = realNow();
  const found = await openTicket(db, { ticket: request.ticket, purpose: "password" }, at);
  if (!found) return err("over");
  const { id, iin, locale } = found;
  const weakness = weaknessOf(request.password, iin);
  if (weakness) return err(weakness);
  const passwordHash = await hashPassword(request.password);
  const now = await clockOf(iin);
  const next = await inTransaction(async (tx) => {
    if (!(await spendTicket(tx, id, at))) return null;
    const { count } = await tx.account.createMany({
      data: { iin, passwordHash, email: request.email, roles: ["citizen"], locale },
      skipDuplicates: true,
    });
    if (count === 0) {
      await tx.account.update({ where: { iin }, data: { passwordHash } });
      await revokeSessions(tx, iin, {}, now);
      await tx.pendingSignIn.deleteMany({ where: { iin, consumedAt: null } });
    }
    await forget(tx, rateKey("password", iin));
    await tellAccountHolder(tx, iin, count === 0 ? "account-password-reset" : "account-created", now);
    return giveTicket(tx, { iin, purpose: "sign-in", method: sessionMethodSchema.parse(found.method), locale });
  });
  return next === null ? err("over") : ok(next);
}
