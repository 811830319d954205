import "server-only";
import { hashToken } from "@/lib/infra/auth/tokens";
import { db } from "@/lib/infra/db/client";

/**
 * Gives up what a browser had begun with a ticket that it holds no more: a code that is still shown somewhere is refused to the phone, and
 * what was signed already lets nobody in. A ticket that was used stays as it is.
 */
export async function abandonTicket(ticket: string): Promise<void> {
  const id = hashToken(ticket);
  await db.$transaction(async (tx) => {
    // The text first: a signature that comes at the same moment either finds none, or has left its ticket for the next line.
    await tx.edsChallenge.deleteMany({ where: { about: id, purpose: "mobile-sign-in", usedAt: null } });
    await tx.pendingSignIn.deleteMany({ where: { id, consumedAt: null } });
  });
}
