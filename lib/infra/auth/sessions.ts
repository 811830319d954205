import "server-only";
import { z } from "zod";
import { binSchema, type Bin } from "@/lib/kernel/bin";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { now } from "@/lib/infra/clock";
import { db, type Tx } from "@/lib/infra/db/client";
import { absoluteMs, endOf, isLive, isSeenAnew, type SessionTimes } from "./session-life";
import { hashToken, newToken } from "./tokens";

/** How somebody signed in; "recovery": by a new password, set after a code and an identification. */
export const sessionMethodSchema = z.enum(["password", "password-and-code", "eds", "egov-mobile", "recovery", "qa"]);
export type SessionMethod = z.infer<typeof sessionMethodSchema>;

/** How long after its end a session still says whose it was. */
const lapsedForMs = 24 * 3_600_000;

export interface LiveSession {
  /** Who acts. */
  readonly iin: Iin;
  /** The entity that they act for, and what their key lets them do; null for themselves. */
  readonly entity: { readonly bin: Bin; readonly right: string } | null;
  /** Of the person's own account; none where they act for an entity. */
  readonly roles: readonly string[];
  /** The row's key: a hash, from which nobody can make the cookie. */
  readonly sessionId: string;
  /** When it ends if nothing more is done, on the person's clock; and how long until then, in ms. */
  readonly expiresAt: Date;
  readonly endsInMs: number;
  /** It ends then whatever is done. */
  readonly isLastEnd: boolean;
}

/**
 * Opens a session. `at` is on the person's clock. Out: the random id for the cookie, which is stored nowhere.
 * Throws when there is no such account.
 */
export async function openSession(
  tx: Pick<Tx, "session">,
  person: {
    iin: Iin;
    entity?: { bin: string; right: string } | null;
    method: SessionMethod;
    userAgent: string | null;
    at: Date;
  },
): Promise<string> {
  const sid = newToken();
  await tx.session.create({
    data: {
      idHash: hashToken(sid),
      iin: person.iin,
      bin: person.entity?.bin ?? null,
      keyRight: person.entity?.right ?? null,
      method: person.method,
      createdAt: person.at,
      lastSeenAt: person.at,
      expiresAt: new Date(person.at.getTime() + absoluteMs),
      userAgent: person.userAgent?.slice(0, 300) ?? null,
    },
  });
  return sid;
}

/** The session behind a row's key, if it still holds on its person's clock; this visit counts as activity unless it only `looks`. */
export async function visitSession(sessionId: string, { looks = false } = {}): Promise<LiveSession | null> {
  const session = await db.session.findUnique({ where: { idHash: sessionId } });
  if (!session) return null;
  const entity = entityOf(session);
  const own = entity ? null : await db.account.findUnique({ where: { iin: session.iin }, select: { roles: true } });
  if (!own && !entity) return null;
  const iin = iinSchema.parse(session.iin);
  const at = await now(iin);
  if (!isLive(session, at)) return null;
  const live = (times: SessionTimes): LiveSession => {
    const expiresAt = endOf(times);
    const endsInMs = expiresAt.getTime() - at.getTime();
    const isLastEnd = expiresAt.getTime() === times.expiresAt.getTime();
    return { iin, entity, roles: own?.roles ?? [], sessionId, expiresAt, endsInMs, isLastEnd };
  };
  if (looks || !isSeenAnew(session, at)) return live(session);
  await db.session.updateMany({
    where: { idHash: sessionId, revokedAt: null, lastSeenAt: session.lastSeenAt },
    data: { lastSeenAt: at },
  });
  return live({ ...session, lastSeenAt: at });
}

function entityOf({ bin, keyRight }: { bin: string | null; keyRight: string | null }): LiveSession["entity"] {
  return bin === null ? null : { bin: binSchema.parse(bin), right: keyRight ?? "" };
}

/**
 * Whose session a row's key was, and for which entity, when it ended by itself within the last day: nobody ended it, nothing was done for too long.
 * Null for a session that holds, and for one that was ended.
 */
export async function lapsedSessionOf(sessionId: string): Promise<Pick<LiveSession, "iin" | "entity"> | null> {
  const session = await db.session.findUnique({ where: { idHash: sessionId } });
  if (session?.revokedAt !== null) return null;
  const iin = iinSchema.parse(session.iin);
  const at = await now(iin);
  const age = at.getTime() - endOf(session).getTime();
  return age >= 0 && age < lapsedForMs ? { iin, entity: entityOf(session) } : null;
}

/** Whether a row's key was of a session in which somebody acted for an entity, however it ended. */
export async function wasForEntity(sessionId: string): Promise<boolean> {
  const session = await db.session.findUnique({ where: { idHash: sessionId }, select: { bin: true } });
  return session !== null && session.bin !== null;
}

/**
 * Ends sessions of a person, those for entities too: one (`only`), or all but one (`except`), or those for one entity (`bin`), or all. `at` is on the person's clock.
 * Out: how many were ended.
 */
export async function revokeSessions(
  tx: Pick<Tx, "session">,
  iin: Iin,
  which: { only?: string; except?: string; bin?: string },
  at: Date,
): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: {
      iin,
      revokedAt: null,
      ...(which.bin === undefined ? {} : { bin: which.bin }),
      ...(which.only === undefined ? {} : { idHash: which.only }),
      ...(which.except === undefined ? {} : { NOT: { idHash: which.except } }),
    },
    data: { revokedAt: at },
  });
  return count;
}
