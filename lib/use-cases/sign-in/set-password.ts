import "server-only";
import { err, ok, type Result } from "@/lib/kernel/result";
import { isBin } from "@/lib/kernel/bin";
import type { Iin } from "@/lib/kernel/iin";
import { openTicket, spendTicket } from "@/lib/infra/auth/pending-sign-in";
import { hashPassword } from "@/lib/infra/auth/password";
import { weaknessOf, type Weakness } from "@/lib/infra/auth/password-strength";
import { forget, passwordKey } from "@/lib/infra/auth/rate-limit";
import { sessionMethodSchema } from "@/lib/infra/auth/sessions";
import { lockAccounts, shutOut } from "@/lib/infra/auth/shut-out";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, inTransaction, type Tx } from "@/lib/infra/db/client";
import { entityFor, storedEntity, storedRight, type EntityRefusal } from "./entity";
import { lowerFormerHeads } from "./former-heads";
import { giveTicket } from "./sign-in-with-eds";
import { tellAccountHolder } from "./tell-account-holder";

/** Whose password the ticket sets, and whether there is an account already; null when the ticket is over, or for something else. */
export async function viewPasswordTicket(
  ticket: string,
): Promise<{ readonly iin: Iin; readonly bin: string | null; readonly hasAccount: boolean } | null> {
  const found = await openTicket(db, { ticket, purpose: "password" }, realNow());
  if (!found) return null;
  const { iin, entity } = found;
  const accounts = entity
    ? await db.entityAccount.count({ where: { iin, bin: entity.bin } })
    : await db.account.count({ where: { iin } });
  return { iin, bin: entity?.bin ?? null, hasAccount: accounts === 1 };
}

/** The account that a password is for: the person's own, or the one by which they act for an entity. Out: whether it was made now. */
type Keep = (tx: Tx, passwordHash: string) => Promise<boolean>;

/**
 * Sets the password of whoever the ticket has shown to be, once. Without an account one is made; with one, every session of it ends and
 * whatever was begun with the old password is void, and its person is told. Out: a ticket that signs in.
 */
export async function setPassword(request: {
  readonly ticket: string;
  readonly password: string;
  /** For a new account; null: none. */
  readonly email: string | null;
}): Promise<Result<string, Weakness | EntityRefusal | "over">> {
  const at = realNow();
  const found = await openTicket(db, { ticket: request.ticket, purpose: "password" }, at);
  if (!found) return err("over");
  const { id, iin, locale, entity } = found;
  const { email } = request;
  const weakness = weaknessOf(request.password, iin, entity?.bin);
  if (weakness) return err(weakness);
  const now = await clockOf(iin);
  const keep = entity
    ? await entityKeep(iin, entity, { email, locale }, now)
    : ok(ownKeep(iin, { email, locale }, now));
  if (!keep.ok) return keep;
  const passwordHash = await hashPassword(request.password);
  const next = await inTransaction(async (tx) => {
    await lockAccounts(tx, iin);
    if (!(await spendTicket(tx, id, at))) return null;
    const isNew = await keep.value(tx, passwordHash);
    await forget(tx, passwordKey(iin, entity?.bin));
    if (entity?.right === "head") await forget(tx, passwordKey(undefined, entity.bin));
    const about = entity ? "account-entity" : "account";
    const kind = isNew ? (`${about}-created` as const) : (`${about}-password-reset` as const);
    await tellAccountHolder(tx, iin, kind, now, { bin: entity?.bin ?? null });
    const method = sessionMethodSchema.parse(found.method);
    return giveTicket(tx, { iin, purpose: "sign-in", method, locale, entity });
  });
  return next === null ? err("over") : ok(next);
}

function ownKeep(iin: Iin, { email, locale }: { email: string | null; locale: string }, now: Date): Keep {
  return async (tx, passwordHash) => {
    const data = { iin, passwordHash, email, roles: ["citizen"], locale };
    const { count } = await tx.account.createMany({ data, skipDuplicates: true });
    if (count === 1) return true;
    await tx.account.update({ where: { iin }, data: { passwordHash } });
    await shutOut(tx, iin, {}, now);
    return false;
  };
}

/** The entity is asked about once more: some minutes have passed since its key was shown. */
async function entityKeep(
  iin: Iin,
  { bin, right }: { readonly bin: string; readonly right: string },
  { email, locale }: { email: string | null; locale: string },
  now: Date,
): Promise<Result<Keep, EntityRefusal>> {
  if (!isBin(bin)) return err("entity-unknown");
  const keyRight = storedRight(right);
  const known = await entityFor(iin, { bin, right: keyRight });
  if (!known.ok) return known;
  const entity = storedEntity(known.value, keyRight);
  return ok(async (tx, passwordHash) => {
    await lowerFormerHeads(tx, bin, known.value.head, now);
    const data = { iin, bin, passwordHash, email, locale, ...entity };
    const { count } = await tx.entityAccount.createMany({ data, skipDuplicates: true });
    if (count === 1) {
      const { head } = known.value;
      if (head !== iin) await tellAccountHolder(tx, head, "account-entity-opened", now, { bin });
      return true;
    }
    await tx.entityAccount.update({ where: { bin_iin: { bin, iin } }, data: { passwordHash, ...entity } });
    await shutOut(tx, iin, { bin }, now);
    return false;
  });
}
