import "server-only";
import { iinSchema } from "@/lib/kernel/iin";
import { revokeSessions } from "@/lib/infra/auth/sessions";
import { now } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";

/** Signs out of one session, by its row's key. Ending what has ended already changes nothing. */
export async function endSession(sessionId: string): Promise<void> {
  const session = await db.session.findUnique({ where: { idHash: sessionId }, select: { iin: true } });
  if (!session) return;
  const iin = iinSchema.parse(session.iin);
  await revokeSessions(db, iin, { only: sessionId }, await now(iin));
}
