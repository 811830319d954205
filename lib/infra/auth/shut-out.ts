import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import type { Tx } from "@/lib/infra/db/client";
import { revokeSessions } from "./sessions";

/**
 * Locks a person's accounts, those for entities too, until the transaction ends. Whoever opens one, and whoever changes what opens it, does
 * this before anything else: of a sign-in under way and a new password, or a new number, one then waits for the other.
 */
export async function lockAccounts(tx: Pick<Tx, "$queryRaw">, iin: Iin): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM portal.account WHERE iin = ${iin} FOR NO KEY UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM portal.entity_account WHERE iin = ${iin} ORDER BY bin FOR NO KEY UPDATE`;
}

/** Voids whatever was begun that would become a session or a password of a person; with `bin` of their account for that entity alone. */
export async function voidTickets(
  tx: Pick<Tx, "$queryRaw" | "pendingSignIn">,
  iin: Iin,
  bin: { bin?: string } = {},
): Promise<void> {
  await lockAccounts(tx, iin);
  const purpose = { in: ["sign-in", "password", "recovery"] };
  await tx.pendingSignIn.deleteMany({ where: { iin, purpose, consumedAt: null, ...bin } });
}

/**
 * Ends sessions as `revokeSessions` does, with whatever was begun that would become another. The tickets first: what was under way has
 * become a session by then, which ends here, or comes to nothing. Out: how many were ended.
 */
export async function shutOut(
  tx: Pick<Tx, "$queryRaw" | "pendingSignIn" | "session">,
  iin: Iin,
  which: { except?: string; bin?: string },
  at: Date,
): Promise<number> {
  await voidTickets(tx, iin, which.bin === undefined ? {} : { bin: which.bin });
  return revokeSessions(tx, iin, which, at);
}
