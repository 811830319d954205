import "server-only";
import type { Bin } from "@/lib/kernel/bin";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { audit } from "@/lib/infra/audit";
import { now as clockOf } from "@/lib/infra/clock";
import type { Tx } from "@/lib/infra/db/client";

/**
 * Ends every link that somebody has made to the papers of an entity, in the transaction in which its head ends their account: what was shown by
 * their right is shown no longer. Links that others made stay. Out: how many were ended.
 */
export async function endLinksOf(tx: Tx, maker: { iin: Iin; bin: Bin }, head: Iin): Promise<number> {
  const { iin, bin } = maker;
  const links = await tx.sharedLink.findMany({
    where: { madeBy: iin, revokedAt: null, document: { application: { bin } } },
    select: { id: true, holder: true, document: { select: { applicationId: true } } },
  });
  let ended = 0;
  for (const { id, holder, document } of links) {
    const revokedAt = await clockOf(iinSchema.parse(holder));
    const { count } = await tx.sharedLink.updateMany({ where: { id, revokedAt: null }, data: { revokedAt } });
    if (count === 0) continue;
    ended += 1;
    await audit(tx, {
      actor: { kind: "citizen", iin: head },
      action: "link-revoked",
      applicationId: document.applicationId,
      details: { link: id },
    });
  }
  return ended;
}
