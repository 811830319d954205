import "server-only";
import type { Tx } from "@/lib/infra/db/client";
import { codeLock, resendMs, smsLimits } from "./limits";
import { forget, refusedUntil, takeWithin } from "./rate-limit";
import type { RateRule } from "./rate-rule";
import { equalHashes } from "./tokens";

/** The keys under which the codes of one step are counted. */
export interface CodeKeys {
  /** Wrong codes. */
  readonly wrong: string;
  /** Messages, by what is limited. */
  readonly messages: (about: string) => string;
  /** Narrower limits than those of all messages, taken before them. */
  readonly narrower?: Readonly<Record<string, RateRule>>;
}

/** Why no code is sent now, and until when. */
export interface CodeRefusal {
  readonly kind: "too-soon" | "too-many" | "locked";
  readonly until: Date;
}

/**
 * Counts one more message with a code; null when it may be sent. The caller holds the lock of the row that keeps the code. What was
 * counted of wrong codes stays counted. `sentAt`: when the last one was sent; `at`: real time.
 */
export async function orderCode(
  tx: Tx,
  sentAt: Date | null,
  { wrong, messages, narrower }: CodeKeys,
  at: Date,
): Promise<CodeRefusal | null> {
  const again = afterPause(sentAt, at);
  if (again > at) return { kind: "too-soon", until: again };
  const lockedUntil = await refusedUntil(tx, wrong, codeLock, at);
  if (lockedUntil) return { kind: "locked", until: lockedUntil };
  const rules = Object.entries<RateRule>({ ...narrower, ...smsLimits });
  // What one limit refuses is taken from none: asking in vain spends nothing of the day's.
  for (const [about, rule] of rules) {
    const until = await refusedUntil(tx, messages(about), rule, at);
    if (until) return { kind: "too-many", until };
  }
  for (const [about, rule] of rules) {
    const turn = await takeWithin(tx, messages(about), rule, at);
    if (!turn.allowed) return { kind: "too-many", until: turn.until };
  }
  return null;
}

export type CodeComparison =
  | { readonly kind: "right" }
  | { readonly kind: "wrong"; readonly left: number; readonly until: Date | null }
  | { readonly kind: "expired" }
  | { readonly kind: "locked"; readonly until: Date };

/**
 * Compares a code by its hash with the one that is kept, and counts it under the key of wrong ones. The caller holds the row's lock, and
 * clears the hash in the same transaction when the code was right: of many right ones at once, one is right.
 */
export async function compareCode(
  tx: Tx,
  kept: { readonly codeHash: string; readonly codeExpiresAt: Date | null },
  given: string,
  wrongKey: string,
  at: Date,
): Promise<CodeComparison> {
  const isRight = equalHashes(given, kept.codeHash);
  if (isRight && (kept.codeExpiresAt === null || kept.codeExpiresAt <= at)) {
    // Right and too late is slow, not wrong: it is not counted.
    const until = await refusedUntil(tx, wrongKey, codeLock, at);
    return until ? { kind: "locked", until } : { kind: "expired" };
  }
  const turn = await takeWithin(tx, wrongKey, codeLock, at);
  if (!turn.allowed) return { kind: "locked", until: turn.until };
  if (!isRight) return { kind: "wrong", left: turn.left, until: turn.memory.lockedUntil };
  await forget(tx, wrongKey);
  return { kind: "right" };
}

/** From when another code may be asked for, and until when the step is locked; takes nothing. */
export async function codeLimits(
  tx: Pick<Tx, "rateLimit">,
  sentAt: Date | null,
  { wrong, messages, narrower }: CodeKeys,
  at: Date,
): Promise<{ readonly resendAt: Date; readonly lockedUntil: Date | null }> {
  const refusals = await Promise.all(
    Object.entries<RateRule>({ ...narrower, ...smsLimits }).map(([about, rule]) =>
      refusedUntil(tx, messages(about), rule, at),
    ),
  );
  const resendAt = refusals.reduce<Date>(
    (last, one) => (one !== null && one > last ? one : last),
    afterPause(sentAt, at),
  );
  return { resendAt, lockedUntil: await refusedUntil(tx, wrong, codeLock, at) };
}

function afterPause(sentAt: Date | null, at: Date): Date {
  const again = sentAt === null ? at : new Date(sentAt.getTime() + resendMs);
  return again > at ? again : at;
}
