import "server-only";
import type { Bin } from "@/lib/kernel/bin";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { shutOut } from "@/lib/infra/auth/shut-out";
import type { Tx } from "@/lib/infra/db/client";

/**
 * Leaves an entity the one head whom GBD UL has just named: an account that is kept as an earlier head's becomes an employee's, until its
 * person shows a key that says more. All its sessions end, with whatever was begun that would become one.
 */
export async function lowerFormerHeads(tx: Tx, bin: Bin, head: Iin, now: Date): Promise<void> {
  const former = await tx.entityAccount.findMany({ where: { bin, keyRight: "head", NOT: { iin: head } } });
  for (const account of former) {
    const iin = iinSchema.parse(account.iin);
    await shutOut(tx, iin, { bin }, now);
    await tx.entityAccount.update({ where: { bin_iin: { bin, iin } }, data: { keyRight: "employee" } });
  }
}
