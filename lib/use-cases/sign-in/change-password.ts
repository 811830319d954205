import "server-only";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Iin } from "@/lib/kernel/iin";
import { passwordLock } from "@/lib/infra/auth/limits";
import { hashPassword, verifyPassword } from "@/lib/infra/auth/password";
import { weaknessOf, type Weakness } from "@/lib/infra/auth/password-strength";
import { forget, passwordKey, take } from "@/lib/infra/auth/rate-limit";
import { shutOut } from "@/lib/infra/auth/shut-out";
import { now, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { tellAccountHolder } from "./tell-account-holder";

export type PasswordRefusal = "wrong" | "locked" | Weakness;

/**
 * Changes a person's password and ends all their sessions but the one that asks. The present password is asked for again, under
 * the same lock as at signing in.
 */
export async function changePassword(
  person: { iin: Iin; sessionId: string },
  present: string,
  wanted: string,
): Promise<Result<null, PasswordRefusal>> {
  const { iin } = person;
  const weakness = weaknessOf(wanted, iin);
  if (weakness) return err(weakness);
  const key = passwordKey(iin);
  const turn = await take(key, passwordLock, realNow());
  if (!turn.allowed) return err("locked");
  const account = await db.account.findUnique({ where: { iin }, select: { passwordHash: true } });
  if (!(await verifyPassword(account?.passwordHash, present))) return err("wrong");

  const passwordHash = await hashPassword(wanted);
  const at = await now(iin);
  await inTransaction(async (tx) => {
    await shutOut(tx, iin, { except: person.sessionId }, at);
    await tx.account.update({ where: { iin }, data: { passwordHash } });
    await forget(tx, key);
    await tellAccountHolder(tx, iin, "account-password-changed", at);
  });
  return ok(null);
}
