import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { revokeSessions } from "@/lib/infra/auth/sessions";
import { shutOut } from "@/lib/infra/auth/shut-out";
import { now } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";

/** Ends one of a person's own sessions; the key of another's, or of none, changes nothing. Out: how many were ended. */
export async function endOwnSession(iin: Iin, sessionId: string): Promise<number> {
  return revokeSessions(db, iin, { only: sessionId }, await now(iin));
}

/** Ends all of a person's sessions but the one that asks, and what somebody has begun elsewhere that would become one. Out: how many were ended. */
export async function endOtherSessions(iin: Iin, keptSessionId: string): Promise<number> {
  const at = await now(iin);
  return inTransaction((tx) => shutOut(tx, iin, { except: keptSessionId }, at));
}
