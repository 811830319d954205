import "server-only";

/** Limits of a session, in milliseconds on the person's clock [S0-A3 §5]. */
const idleMs = 15 * 60_000;
export const absoluteMs = 12 * 3_600_000;

/** `lastSeenAt` moves at most this often, so that a page does not cost a write. */
const seenEveryMs = 60_000;

export interface SessionTimes {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** The instant at which a session ends if its person does nothing more. */
export function endOf(session: SessionTimes): Date {
  return new Date(Math.min(session.lastSeenAt.getTime() + idleMs, session.expiresAt.getTime()));
}

/** Whether the session still holds at that instant; at the very instant of its end it does not. */
export function isLive(session: SessionTimes, now: Date): boolean {
  return session.revokedAt === null && now < endOf(session);
}

/** Whether this visit is to be written down. */
export function isSeenAnew(session: SessionTimes, now: Date): boolean {
  return now.getTime() - session.lastSeenAt.getTime() >= seenEveryMs;
}
