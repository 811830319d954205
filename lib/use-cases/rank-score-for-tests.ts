import "server-only";

/** Beyond this score two samples of times differ. */
export const surely = 4.9;

/**
 * Mann–Whitney's U as a standard score: how surely one of two samples tends to be larger. It looks at ranks alone, so that a machine that
 * stops for a moment moves it little; under no difference it lies beyond ±4.9 once in a million times.
 */
export function rankScore(a: readonly number[], b: readonly number[]): number {
  const ranked = [...a.map((time) => ({ time, ofA: true })), ...b.map((time) => ({ time, ofA: false }))].sort(
    (one, other) => one.time - other.time,
  );
  const rankSum = ranked.reduce((sum, { ofA }, index) => (ofA ? sum + index + 1 : sum), 0);
  const u = rankSum - (a.length * (a.length + 1)) / 2;
  const mean = (a.length * b.length) / 2;
  return (u - mean) / Math.sqrt((mean * (a.length + b.length + 1)) / 6);
}
