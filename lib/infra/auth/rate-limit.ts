import "server-only";
import { db, inTransaction, type Tx } from "@/lib/infra/db/client";
import { iinTag } from "@/lib/infra/log";
import { judge, type RateDecision, type RateRule } from "./rate-rule";

interface Row {
  hits: Date[];
  locked_until: Date | null;
}

/** A key that says what it is about and not whom: the IIN, number or address in it cannot be read back. */
export function rateKey(about: string, subject: string): string {
  return `${about}:${iinTag(subject)}`;
}

/**
 * The key under which wrong passwords are counted: of a person's own account, or of the one by which they act for an entity; and, with the
 * BIN alone, of whoever gives no IIN beside it. The last two are apart: a BIN is public, and locks nobody out who says who they are.
 */
export function passwordKey(iin: string | undefined, bin?: string): string {
  return rateKey("password", bin === undefined ? (iin ?? "") : `${iin ?? ""}/${bin}`);
}

/**
 * Takes one more time under `key`, or is refused. The key's row stays locked until the transaction ends, so that parallel
 * takers come one after another. `now` is real time. Nothing is counted when the transaction is undone.
 */
export async function takeWithin(tx: Tx, key: string, rule: RateRule, now: Date): Promise<RateDecision> {
  const lasting = Math.max(rule.seconds, rule.lockSeconds ?? 0);
  const expiresAt = new Date(now.getTime() + lasting * 1000);
  const [row] = await tx.$queryRaw<Row[]>`
    INSERT INTO portal.rate_limit AS kept (key, hits, expires_at) VALUES (${key}, '{}', ${expiresAt})
    ON CONFLICT (key) DO UPDATE SET expires_at = greatest(kept.expires_at, excluded.expires_at)
    RETURNING hits, locked_until`;
  const decision = judge(rule, { hits: row?.hits ?? [], lockedUntil: row?.locked_until ?? null }, now);
  if (decision.allowed) {
    const { hits, lockedUntil } = decision.memory;
    await tx.rateLimit.update({ where: { key }, data: { hits: [...hits], lockedUntil } });
  }
  return decision;
}

/** `takeWithin` in a transaction of its own. */
export function take(key: string, rule: RateRule, now: Date): Promise<RateDecision> {
  return inTransaction((tx) => takeWithin(tx, key, rule, now));
}

/** Forgets what was counted under a key. */
export async function forget(tx: Pick<Tx, "rateLimit">, key: string): Promise<void> {
  await tx.rateLimit.deleteMany({ where: { key } });
}

/** Uncounts what was taken at `at`: it turned out not to be what the limit is about. */
export async function giveBack(key: string, at: Date): Promise<void> {
  await db.$executeRaw`UPDATE portal.rate_limit SET hits = array_remove(hits, ${at}::timestamptz(3)) WHERE key = ${key}`;
}

/** Whether one more time would be refused at `now`, and until when; takes nothing. */
export async function refusedUntil(
  tx: Pick<Tx, "rateLimit">,
  key: string,
  rule: RateRule,
  now: Date,
): Promise<Date | null> {
  const row = await tx.rateLimit.findUnique({ where: { key } });
  const decision = judge(rule, row ?? { hits: [], lockedUntil: null }, now);
  return decision.allowed ? null : decision.until;
}
