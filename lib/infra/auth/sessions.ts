import "server-only";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { now } from "@/lib/infra/clock";
import { db, type Tx } from "@/lib/infra/db/client";
import { absoluteMs, endOf, isLive, isSeenAnew } from "./session-life";
import { hashToken, newToken } from "./tokens";

export type SessionMethod = "password" | "password-and-code" | "qa";

export interface LiveSession {
  readonly iin: Iin;
  readonly roles: readonly string[];
  /** The row's key: a hash, from which nobody can make the cookie. */
  readonly sessionId: string;
  /** When it ends if nothing more is done, on the person's clock. */
  readonly expiresAt: Date;
}

/**
 * Opens a session. `at` is on the person's clock. Out: the random id for the cookie, which is stored nowhere.
 * Throws when there is no such account.
 */
export async function openSession(
  tx: Pick<Tx, "session">,
  person: { iin: Iin; method: SessionMethod; userAgent: string | null; at: Date },
): Promise<string> {
  const sid = newToken();
  await tx.session.create({
    data: {
      idHash: hashToken(sid),
      iin: person.iin,
      method: person.method,
      createdAt: person.at,
      lastSeenAt: person.at,
      expiresAt: new Date(person.at.getTime() + absoluteMs),
      userAgent: person.userAgent?.slice(0, 300) ?? null,
    },
  });
  return sid;
}

/** The session behind a row's key, if it still holds on its person's clock; this visit counts as activity. */
export async function visitSession(sessionId: string): Promise<LiveSession | null> {
  const session = await db.session.findUnique({
    where: { idHash: sessionId },
    include: { account: { select: { roles: true } } },
  });
  if (!session) return null;
  const iin = iinSchema.parse(session.iin);
  const at = await now(iin);
  if (!isLive(session, at)) return null;
  if (!isSeenAnew(session, at)) {
    return { iin, roles: session.account.roles, sessionId, expiresAt: endOf(session) };
  }
  await db.session.updateMany({
    where: { idHash: sessionId, revokedAt: null, lastSeenAt: session.lastSeenAt },
    data: { lastSeenAt: at },
  });
  return { iin, roles: session.account.roles, sessionId, expiresAt: endOf({ ...session, lastSeenAt: at }) };
}

/**
 * Ends sessions of a person: one (`only`), or all but one (`except`), or all. `at` is on the person's clock.
 * Out: how many were ended.
 */
export async function revokeSessions(
  tx: Pick<Tx, "session">,
  iin: Iin,
  which: { only?: string; except?: string },
  at: Date,
): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: {
      iin,
      revokedAt: null,
      ...(which.only === undefined ? {} : { idHash: which.only }),
      ...(which.except === undefined ? {} : { NOT: { idHash: which.except } }),
    },
    data: { revokedAt: at },
  });
  return count;
}
