import "server-only";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Iin } from "@/lib/kernel/iin";
import { pendingMs } from "@/lib/infra/auth/limits";
import type { TicketPurpose } from "@/lib/infra/auth/pending-sign-in";
import type { SessionMethod } from "@/lib/infra/auth/sessions";
import { lockAccounts } from "@/lib/infra/auth/shut-out";
import { hashToken, newToken } from "@/lib/infra/auth/tokens";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { inTransaction, type Tx } from "@/lib/infra/db/client";
import { spendChallenge, verifyChallenge, type ChallengeFailure } from "./eds-challenge";
import { entityFor, storedEntity, type EntityRefusal } from "./entity";
import { lowerFormerHeads } from "./former-heads";

/** Makes a ticket that is good at once: who it is has been shown already. Out: what the cookie carries. */
export async function giveTicket(
  tx: Pick<Tx, "pendingSignIn">,
  person: {
    iin: Iin;
    purpose: TicketPurpose;
    method: SessionMethod;
    locale: string;
    entity?: { readonly bin: string; readonly right: string } | null;
  },
): Promise<string> {
  const ticket = newToken();
  const expiresAt = new Date(realNow().getTime() + pendingMs);
  const { entity, ...row } = person;
  const held = { bin: entity?.bin ?? null, keyRight: entity?.right ?? null };
  await tx.pendingSignIn.create({ data: { id: hashToken(ticket), ...row, ...held, expiresAt } });
  return ticket;
}

/** `hasAccount`: the ticket becomes a session; without an account, or for a new password, it sets a password. */
export interface EdsSignIn {
  readonly ticket: string;
  /** The key is an organisation's. */
  readonly isEntity: boolean;
  readonly hasAccount: boolean;
}

/**
 * Signs in whoever's key has signed the text; a password that is locked does not matter. For "new-password", or where there is no
 * account yet, the ticket is for setting a password. Nobody learns about an account but whoever holds its person's key. An organisation's key
 * enters the account by which its holder acts for that entity, and never the holder's own.
 */
export async function signInWithEds(request: {
  readonly purpose: "sign-in" | "new-password";
  readonly challenge: string;
  readonly cms: string;
  readonly locale: string;
  /** It must be a key of this organisation: whoever asks acts for it, and means no account of their own. */
  readonly bin?: string;
}): Promise<Result<EdsSignIn, ChallengeFailure | { readonly kind: EntityRefusal | "other-organisation" }>> {
  const { purpose, locale } = request;
  const signed = await verifyChallenge(request);
  if (!signed.ok) return signed;
  const { signer: iin, entity } = signed.value;
  if (request.bin !== undefined && entity?.bin !== request.bin) return err({ kind: "other-organisation" });
  const known = entity && (await entityFor(iin, entity));
  if (known?.ok === false) return err({ kind: known.error });
  const now = await clockOf(iin);
  const answer = await inTransaction(async (tx) => {
    await lockAccounts(tx, iin);
    if (!(await spendChallenge(tx, signed.value))) return null;
    if (entity) {
      // The key that was shown last says what its holder may do; a session by another right would outlive that.
      const { bin, right } = entity;
      await tx.session.updateMany({
        where: { iin, bin, revokedAt: null, NOT: { keyRight: right } },
        data: { revokedAt: now },
      });
    }
    if (entity && known) await lowerFormerHeads(tx, entity.bin, known.value.head, now);
    const hasAccount =
      entity && known
        ? (
            await tx.entityAccount.updateMany({
              where: { iin, bin: entity.bin },
              data: storedEntity(known.value, entity.right),
            })
          ).count === 1
        : (await tx.account.count({ where: { iin } })) === 1;
    const opens = hasAccount && purpose === "sign-in" ? "sign-in" : "password";
    return {
      hasAccount,
      isEntity: entity !== null,
      ticket: await giveTicket(tx, { iin, purpose: opens, method: "eds", locale, entity }),
    };
  });
  return answer ? ok(answer) : err({ kind: "gone" });
}
