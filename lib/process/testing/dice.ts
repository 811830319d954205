/** Chance that can be repeated: the same seed throws the same dice. */
export interface Dice {
  /** A whole number from 0 to `sides` − 1. */
  readonly roll: (sides: number) => number;
  /** Whether something that happens in `percent` of all cases happens now. */
  readonly chance: (percent: number) => boolean;
  /** One of the values. Throws RangeError when there is none. */
  readonly pick: <T>(values: readonly T[]) => T;
}

/** Dice from a seed (mulberry32). */
export function dice(seed: number): Dice {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const roll = (sides: number): number => Math.floor(next() * sides);
  return {
    roll,
    chance: (percent) => roll(100) < percent,
    pick: (values) => {
      if (values.length === 0) throw new RangeError("Nothing to pick from");
      return values[roll(values.length)] as (typeof values)[number];
    },
  };
}
