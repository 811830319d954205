import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge, type RateMemory, type RateRule } from "./rate-rule";

const start = new Date("2026-11-21T06:00:00Z");
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const nothing: RateMemory = { hits: [], lockedUntil: null };

/** Tries at these seconds, one after another; which were permitted. */
function play(rule: RateRule, seconds: readonly number[]): boolean[] {
  let memory = nothing;
  return seconds.map((second) => {
    const decision = judge(rule, memory, at(second));
    if (decision.allowed) memory = decision.memory;
    return decision.allowed;
  });
}

describe("a limit of 3 in 600 s", () => {
  const rule = { points: 3, seconds: 600 };

  it("permits three and refuses the fourth until the first is 600 s old", () => {
    expect(play(rule, [0, 1, 2, 3, 599, 600, 600, 601])).toEqual([true, true, true, false, false, true, false, true]);
  });

  it("says until when", () => {
    expect(judge(rule, { hits: [at(0), at(5), at(9)], lockedUntil: null }, at(10))).toEqual({
      allowed: false,
      until: at(600),
    });
  });

  it("never permits more than three within any 600 s", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 60 }), (unsorted) => {
        const seconds = unsorted.sort((a, b) => a - b);
        const permitted = seconds.filter((_, index) => play(rule, seconds)[index]);
        for (const end of permitted) {
          expect(permitted.filter((second) => second > end - 600 && second <= end).length).toBeLessThanOrEqual(3);
        }
      }),
    );
  });
});

describe("five tries, then a lock of 900 s", () => {
  const rule = { points: 5, seconds: 900, lockSeconds: 900 };

  it("locks from the fifth on, though the first are old by then", () => {
    expect(play(rule, [0, 700, 800, 850, 890, 901, 1789, 1790])).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      true,
    ]);
  });

  it("begins anew when the lock is over: five more", () => {
    expect(play(rule, [0, 1, 2, 3, 4, 904, 905, 906, 907, 908, 909])).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it("counts down what is left", () => {
    const first = judge(rule, nothing, at(0));
    expect(first).toMatchObject({ allowed: true, left: 4 });
    const last = judge(rule, { hits: [at(0), at(1), at(2), at(3)], lockedUntil: null }, at(4));
    expect(last).toMatchObject({ allowed: true, left: 0, memory: { lockedUntil: at(904) } });
  });
});
