import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventSchema } from "./events";
import { dice } from "./testing/dice";
import { faultsOf } from "./testing/invariants";
import { everyKind, inventedService, inventedWorld } from "./testing/synthetic-services";
import { walk } from "./testing/walk";

const seeds = fc.array(fc.integer(), { maxLength: 80, size: "max" });
/** Walks are many and the machine may be busy. */
const timeout = 120_000;

describe("an application of a service with every kind of stage", () => {
  it(
    "is sound whatever is commanded, by whomever, in whatever order",
    () => {
      fc.assert(
        fc.property(seeds, (moves) => {
          expect(faultsOf(everyKind, walk(inventedWorld(everyKind), moves))).toEqual([]);
        }),
        { numRuns: 150 },
      );
    },
    timeout,
  );

  it(
    "reaches every end and every event within these walks",
    () => {
      const ends = new Set<string>();
      const types = new Set<string>();
      for (let seed = 0; seed < 800; seed += 1) {
        const chance = dice(seed);
        const { log, end } = walk(
          inventedWorld(everyKind),
          Array.from({ length: 80 }, () => chance.roll(2 ** 31)),
        );
        if (end.outcome) ends.add(end.outcome.kind);
        for (const { type } of log) types.add(type);
      }
      expect([...ends].toSorted()).toEqual(["annulled", "granted", "lapsed", "refused", "withdrawn"]);
      expect([...types].toSorted()).toEqual(eventSchema.options.map(({ shape }) => shape.type.value).toSorted());
    },
    timeout,
  );
});

describe("an application of any service that can be declared", () => {
  it(
    "is sound whatever is commanded, by whomever, in whatever order",
    () => {
      fc.assert(
        fc.property(fc.integer(), seeds, (seed, moves) => {
          const service = inventedService(seed);
          expect(faultsOf(service, walk(inventedWorld(service), moves))).toEqual([]);
        }),
        { numRuns: 500 },
      );
    },
    timeout,
  );
});
