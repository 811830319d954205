import "server-only";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Bin } from "@/lib/kernel/bin";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { audit } from "@/lib/infra/audit";
import { rateKey, take } from "@/lib/infra/auth/rate-limit";
import type { RateRule } from "@/lib/infra/auth/rate-rule";
import { isLive } from "@/lib/infra/auth/session-life";
import { revokeSessions } from "@/lib/infra/auth/sessions";
import { lockAccounts, shutOut } from "@/lib/infra/auth/shut-out";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { maySubmit } from "@/lib/process/applicant";
import type { KeyRight } from "@/lib/kernel/key-right";
import { endLinksOf } from "../sharing/end-links-of";
import { confirmedEmailOf } from "../confirmed-email";
import { entityFor, storedRight, type EntityRefusal } from "./entity";
import { tellAccountHolder } from "./tell-account-holder";

const newestRecords = 20;
/** How often the register is asked whether a session's entity and head are what they were. */
const standingRule: RateRule = { points: 1, seconds: 300 };

/** Who acts, for which entity. */
interface Acting {
  readonly iin: Iin;
  readonly bin: Bin;
}

/**
 * Whether somebody who is signed in for an entity may go on: GBD UL is asked once in five minutes of a session. When the entity is closed, or
 * has another head than a head's session says, all sessions of that account end. A register that does not answer ends nothing; what is
 * done for the entity asks it anew.
 */
export async function keepsActing({ iin, bin }: Acting, right: string, sessionId: string): Promise<boolean> {
  const turn = await take(rateKey("entity-standing", sessionId), standingRule, realNow());
  if (!turn.allowed) return true;
  const known = await entityFor(iin, { bin, right: storedRight(right) });
  if (known.ok || known.error === "entity-silent") return true;
  await revokeSessions(db, iin, { bin }, await clockOf(iin));
  return false;
}

/** Where somebody is signed in for an entity, and who tried to; all times are on their clock. */
export async function viewEntityActivity({ iin, bin }: Acting) {
  const at = await clockOf(iin);
  const [sessions, history] = await Promise.all([
    db.session.findMany({ where: { iin, bin, revokedAt: null }, orderBy: { lastSeenAt: "desc" } }),
    db.signInRecord.findMany({ where: { iin, bin }, orderBy: { id: "desc" }, take: newestRecords }),
  ]);
  return {
    sessions: sessions
      .filter((session) => isLive(session, at))
      .map(({ idHash, userAgent, createdAt, lastSeenAt }) => ({ id: idHash, userAgent, createdAt, lastSeenAt })),
    history: history.map(({ id, method, outcome, userAgent, at: when }) => ({
      id: String(id),
      at: when,
      method,
      outcome,
      userAgent,
    })),
  };
}

/** Ends all of somebody's sessions for an entity but the one that asks, and what was begun elsewhere that would become one. */
export async function endOtherEntitySessions({ iin, bin }: Acting, keptSessionId: string): Promise<number> {
  const at = await clockOf(iin);
  return inTransaction((tx) => shutOut(tx, iin, { bin, except: keptSessionId }, at));
}

/** An account of somebody else who acts for the entity. */
export interface EntityAccountView {
  readonly iin: Iin;
  readonly right: KeyRight;
  readonly createdAt: Date;
}

/** The accounts of all others who act for the entity, the oldest first; for its head. */
export async function viewEntityAccounts({ iin, bin }: Acting): Promise<readonly EntityAccountView[]> {
  const rows = await db.entityAccount.findMany({ where: { bin, NOT: { iin } }, orderBy: { createdAt: "asc" } });
  return rows.map((row) => ({
    iin: iinSchema.parse(row.iin),
    right: storedRight(row.keyRight),
    createdAt: row.createdAt,
  }));
}

/** What the key that somebody showed last lets them do, and how many others may sign for the entity who have an account. */
export async function viewSigners({ iin, bin }: Acting): Promise<{ storedRight: KeyRight; signers: number }> {
  const rows = await db.entityAccount.findMany({ where: { bin }, select: { iin: true, keyRight: true } });
  const rights = rows.map((row) => ({ iin: row.iin, right: storedRight(row.keyRight) }));
  return {
    storedRight: rights.find((row) => row.iin === iin)?.right ?? "employee",
    signers: rights.filter((row) => row.iin !== iin && maySubmit(row.right)).length,
  };
}

/**
 * The head ends the account by which somebody acts for the entity, with all its sessions and every link that they made to the entity's papers;
 * its person is told. The register is asked whether the head is still the head. Ending what is not there changes nothing.
 */
export async function endEntityAccount({ iin: head, bin }: Acting, iin: Iin): Promise<Result<null, EntityRefusal>> {
  const known = await entityFor(head, { bin, right: "head" });
  if (!known.ok) return known;
  if (iin === head) return err("entity-other-head");
  const now = await clockOf(iin);
  await inTransaction(async (tx) => {
    await lockAccounts(tx, iin);
    await tx.pendingSignIn.deleteMany({ where: { iin, bin, consumedAt: null } });
    const ended = await tx.entityAccount.findUnique({ where: { bin_iin: { bin, iin } } });
    const { count } = await tx.entityAccount.deleteMany({ where: { iin, bin } });
    if (ended === null || count === 0) return;
    // Its address and its language go with it: whoever has no account of their own is told there for the last time.
    const mailedTo = confirmedEmailOf(ended);
    const last = mailedTo === null ? {} : { mailedTo, locale: ended.locale };
    await tellAccountHolder(tx, iin, "account-entity-ended", now, { bin, ...last });
    const links = await endLinksOf(tx, { iin, bin }, head);
    await audit(tx, {
      actor: { kind: "citizen", iin: head },
      action: "entity-account-ended",
      applicationId: null,
      details: { bin, of: iin, links },
    });
  });
  return ok(null);
}
