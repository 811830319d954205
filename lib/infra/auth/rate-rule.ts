import "server-only";

/** How often something may be done under one key: so many times in any so many seconds. */
export interface RateRule {
  readonly points: number;
  readonly seconds: number;
  /** The last permitted time locks the key for so long, whatever the window says. */
  readonly lockSeconds?: number;
}

/** What is remembered of a key. `hits` are the permitted times only: a refused one never prolongs the refusal. */
export interface RateMemory {
  readonly hits: readonly Date[];
  readonly lockedUntil: Date | null;
}

export type RateDecision =
  | { readonly allowed: true; readonly left: number; readonly memory: RateMemory }
  | { readonly allowed: false; readonly until: Date };

function later(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000);
}

/** Judges one more time at `now`, by a sliding window: at no instant were more than `points` permitted in the last `seconds`. */
export function judge(rule: RateRule, memory: RateMemory, now: Date): RateDecision {
  if (memory.lockedUntil !== null && memory.lockedUntil > now) return { allowed: false, until: memory.lockedUntil };
  const served = memory.lockedUntil !== null;
  const recent = served ? [] : memory.hits.filter((hit) => later(hit, rule.seconds) > now);
  const oldest = recent[recent.length - rule.points];
  if (oldest !== undefined) return { allowed: false, until: later(oldest, rule.seconds) };
  const hits = [...recent, now];
  const isLast = hits.length >= rule.points;
  const lockedUntil = isLast && rule.lockSeconds !== undefined ? later(now, rule.lockSeconds) : null;
  return { allowed: true, left: rule.points - hits.length, memory: { hits, lockedUntil } };
}
