import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { revokeSessions } from "@/lib/infra/auth/sessions";
import { now } from "@/lib/infra/clock";
import { inTransaction } from "@/lib/infra/db/client";

/** Gives an account other roles. Every session of the person ends: what they open next, they open in the new roles. */
export async function changeRoles(iin: Iin, roles: readonly string[]): Promise<void> {
  const at = await now(iin);
  await inTransaction(async (tx) => {
    await tx.account.update({ where: { iin }, data: { roles: [...roles] } });
    await revokeSessions(tx, iin, {}, at);
  });
}
