import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { maskPhone, phoneSchema } from "@/lib/kernel/phone";
import { isLive } from "@/lib/infra/auth/session-life";
import { now } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";

const newestRecords = 20;

export interface Profile {
  readonly maskedPhone: string | null;
  readonly email: string | null;
  readonly isEmailVerified: boolean;
  /** The sessions that hold now, the last used first; `id` is the row's key. */
  readonly sessions: readonly {
    readonly id: string;
    readonly userAgent: string | null;
    readonly createdAt: Date;
    readonly lastSeenAt: Date;
  }[];
  /** How many sessions hold in which they act for an entity. */
  readonly entitySessions: number;
  /** Newest first. */
  readonly history: readonly {
    readonly id: string;
    readonly at: Date;
    readonly method: string;
    readonly outcome: string;
    readonly userAgent: string | null;
  }[];
}

/** What a person's profile shows. All times are on their clock. Throws when there is no such account. */
export async function viewProfile(iin: Iin): Promise<Profile> {
  const at = await now(iin);
  const account = await db.account.findUniqueOrThrow({
    where: { iin },
    select: { phone: true, email: true, emailVerifiedAt: true },
  });
  const sessions = await db.session.findMany({
    where: { iin, revokedAt: null },
    orderBy: { lastSeenAt: "desc" },
  });
  const live = sessions.filter((session) => isLive(session, at));
  const history = await db.signInRecord.findMany({
    where: { iin, bin: null },
    orderBy: { id: "desc" },
    take: newestRecords,
  });
  return {
    maskedPhone: account.phone === null ? null : maskPhone(phoneSchema.parse(account.phone)),
    email: account.email,
    isEmailVerified: account.emailVerifiedAt !== null,
    entitySessions: live.filter(({ bin }) => bin !== null).length,
    sessions: live
      .filter(({ bin }) => bin === null)
      .map(({ idHash, userAgent, createdAt, lastSeenAt }) => ({ id: idHash, userAgent, createdAt, lastSeenAt })),
    history: history.map((record) => ({
      id: String(record.id),
      at: record.at,
      method: record.method,
      outcome: record.outcome,
      userAgent: record.userAgent,
    })),
  };
}
