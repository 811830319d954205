import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { audit } from "@/lib/infra/audit";
import { shutOut } from "@/lib/infra/auth/shut-out";
import { now as clockOf } from "@/lib/infra/clock";
import { inTransaction } from "@/lib/infra/db/client";
import { tellAccountHolder } from "./tell-account-holder";

/**
 * "This was not me": every other session ends at once, whatever was begun elsewhere is void, and the person is told. A new password is
 * theirs to set next. Out: how many sessions were ended.
 */
export async function reportStranger(iin: Iin, keptSessionId: string): Promise<number> {
  const now = await clockOf(iin);
  return inTransaction(async (tx) => {
    const ended = await shutOut(tx, iin, { except: keptSessionId }, now);
    await tellAccountHolder(tx, iin, "account-not-me", now);
    await audit(tx, {
      actor: { kind: "citizen", iin },
      action: "stranger-reported",
      applicationId: null,
      details: { sessions: ended },
    });
    return ended;
  });
}
