import "server-only";
import type { Bin } from "@/lib/kernel/bin";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { phoneSchema } from "@/lib/kernel/phone";
import { addressLimit, passwordLock, pendingMs } from "@/lib/infra/auth/limits";
import { verifyPassword } from "@/lib/infra/auth/password";
import { forget, giveBack, passwordKey, rateKey, take } from "@/lib/infra/auth/rate-limit";
import { lockAccounts } from "@/lib/infra/auth/shut-out";
import { recordSignIn } from "@/lib/infra/auth/sign-in-records";
import { hashCode, hashToken, newToken } from "@/lib/infra/auth/tokens";
import { now, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { entityFor, rightByPassword, storedRight, type EntityRefusal } from "./entity";

export type SignInStart =
  /** The password was right. The ticket is for a cookie; without a linked number it is good at once. */
  | { readonly kind: "right"; readonly ticket: string; readonly needsCode: boolean }
  /** The password was right, and is not enough: staff without a linked number sign in by EDS. */
  | { readonly kind: "needs-eds" }
  /** Wrong password, or no such account: nobody learns which. `left` is how often they may still try. */
  | { readonly kind: "wrong"; readonly left: number; readonly until: Date | null }
  /** The password was right, and nobody may act for the entity now. */
  | { readonly kind: "entity"; readonly refusal: EntityRefusal }
  /** Too many wrong ones for this IIN. */
  | { readonly kind: "locked"; readonly until: Date }
  /** Too many wrong ones from this address. */
  | { readonly kind: "busy"; readonly until: Date };

/** Whose account: a person's own; with a BIN the one by which they act for that entity; with the BIN alone its head's. */
type Whose =
  { readonly iin: Iin; readonly bin?: Bin | undefined } | { readonly iin?: Iin | undefined; readonly bin: Bin };

/**
 * First step: IIN or BIN, and password. A known and an unknown one get the same answer after the same work. Every try is counted before it
 * is judged, so that parallel tries cannot slip past the limit.
 */
export async function startSignIn(
  request: Whose & {
    password: string;
    locale: string;
    address: string;
    userAgent: string | null;
  },
): Promise<SignInStart> {
  const { bin, locale } = request;
  const at = realNow();
  const addressKey = rateKey("sign-in-address", request.address);
  const fromHere = await take(addressKey, addressLimit, at);
  if (!fromHere.allowed) return { kind: "busy", until: fromHere.until };
  const key = passwordKey(request.iin, bin);
  const turn = await take(key, passwordLock, at);
  if (!turn.allowed) return { kind: "locked", until: turn.until };

  const acting = bin === undefined ? null : await entityAccount(bin, request.iin);
  // Whoever gives a BIN that nobody acts for is nobody: the work is done all the same, under the number that was given.
  const iin = request.iin ?? iinSchema.parse(acting?.iin ?? bin);
  const own = await db.account.findUnique({ where: { iin }, select: { passwordHash: true } });
  const passwordHash = (bin === undefined ? own : acting)?.passwordHash;
  const wrong = async (): Promise<SignInStart> => {
    const { userAgent } = request;
    const when = await now(iin);
    await recordSignIn(db, {
      iin,
      bin: bin ?? null,
      method: "password",
      outcome: "wrong-password",
      userAgent,
      at: when,
    });
    return { kind: "wrong", left: turn.left, until: turn.memory.lockedUntil };
  };
  if (!(await verifyPassword(passwordHash, request.password))) return wrong();

  await forget(db, key);
  await giveBack(addressKey, at);
  const right = acting && rightByPassword(storedRight(acting.keyRight));
  const entity = bin !== undefined && right ? { bin, right } : null;
  const refused = entity && (await entityFor(iin, entity));
  if (refused?.ok === false) return { kind: "entity", refusal: refused.error };
  const ticket = newToken();
  const begun = await inTransaction(async (tx): Promise<SignInStart | null> => {
    await lockAccounts(tx, iin);
    const account = await tx.account.findUnique({ where: { iin } });
    const opened = entity
      ? await tx.entityAccount.findUnique({ where: { bin_iin: { bin: entity.bin, iin } } })
      : account;
    // Whatever was begun with a password is void with it: nothing begins with one that has been changed meanwhile.
    if (opened === null || opened.passwordHash !== passwordHash) return null;
    // Nor by a right that somebody has lost meanwhile: the register may have named another head.
    if ("keyRight" in opened && rightByPassword(storedRight(opened.keyRight)) !== entity?.right) return null;
    // A number is linked to a person; whoever acts for an entity is that person.
    const phone = account?.phone == null ? null : phoneSchema.parse(account.phone);
    if (!entity && phone === null && account?.roles.some((role) => role !== "citizen")) return { kind: "needs-eds" };
    await tx.pendingSignIn.create({
      data: {
        id: hashToken(ticket),
        iin,
        bin: entity?.bin ?? null,
        keyRight: entity?.right ?? null,
        method: phone === null ? "password" : "password-and-code",
        phone,
        locale,
        // A code that nobody knows: until a real one is sent, none is right.
        codeHash: phone === null ? null : hashCode(newToken(), ticket),
        expiresAt: new Date(at.getTime() + pendingMs),
      },
    });
    return { kind: "right", ticket, needsCode: phone !== null };
  });
  return begun ?? wrong();
}

/**
 * The account by which somebody acts for an entity. The entity itself, without anybody's IIN, is its head: of several the one whose account
 * is newest, since an earlier head's stays until it is closed.
 */
function entityAccount(bin: Bin, iin: Iin | undefined) {
  return db.entityAccount.findFirst({
    where: iin === undefined ? { bin, keyRight: "head" } : { bin, iin },
    orderBy: { createdAt: "desc" },
  });
}
