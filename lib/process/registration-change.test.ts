import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Service } from "./define-service";
import type { DatedEvent } from "./events";
import { registrationsChangedBy } from "./registration-change";
import { nothing } from "./state";
import { dice } from "./testing/dice";
import { everyKind, inventedService, inventedWorld } from "./testing/synthetic-services";
import { walk, type Walk } from "./testing/walk";

const seeds = fc.array(fc.integer(), { maxLength: 80, size: "max" });
const timeout = 120_000;

/** The same service, whose orders change the applicant's registration and that of somebody whom the order's answer names. */
function changing(service: Service): Service {
  const [first, ...others] = service.stages.filter(({ kind }) => kind === "order").map(({ id }) => id);
  if (first === undefined) return service;
  const by = [first, ...others] as const;
  return {
    ...service,
    changesRegistrations: {
      by,
      of: ({ evidence }, { iin }) => [iin, ...by.flatMap((id) => evidence[id]?.["number"] ?? [])],
    },
  };
}

/** How often it is new, along a log, that one of the orders is confirmed: told from the events alone. */
function timesChanged(service: Service, log: readonly DatedEvent[]): number {
  const standing = new Set<string>();
  let times = 0;
  for (const event of log) {
    if (event.type === "order-confirmed" && service.changesRegistrations?.by.includes(event.stage)) {
      times += standing.size === 0 ? 1 : 0;
      standing.add(event.stage);
    }
    if ("reopened" in event) for (const stage of event.reopened) standing.delete(stage);
  }
  return times;
}

/** Whose registrations each move has changed, for the moves that have changed any. */
function changesAlong(service: Service, { moves }: Walk) {
  return moves.flatMap(({ before, events }) => {
    const people = registrationsChangedBy(service, before, events ?? []);
    return people.length === 0 ? [] : [{ before, events: events ?? [], people }];
  });
}

describe("a change of registrations", () => {
  it(
    "counts with the first order that is confirmed, once, whatever becomes of the application",
    () => {
      fc.assert(
        fc.property(fc.integer(), seeds, (seed, moves) => {
          const service = changing(seed % 3 === 0 ? everyKind : inventedService(seed));
          const walked = walk(inventedWorld(service), moves);
          const changes = changesAlong(service, walked);
          expect(changes).toHaveLength(timesChanged(service, walked.log));
          for (const { before, events, people } of changes) {
            const order = events.find(({ type }) => type === "order-confirmed");
            expect(people).toEqual([before.applicant, order && "stage" in order ? order.stage : ""]);
          }
          // Of a log as a whole it tells whom it has concerned at all, whether or not it was granted.
          expect(registrationsChangedBy(service, nothing, walked.log).length > 0).toBe(changes.length > 0);
        }),
        { numRuns: 100 },
      );
    },
    timeout,
  );

  it(
    "is met in these walks of applications that are granted, that end otherwise, and that wait",
    () => {
      const service = changing(everyKind);
      const ends = new Set<string>();
      for (let seed = 0; seed < 150; seed += 1) {
        const chance = dice(seed);
        const moves = Array.from({ length: 80 }, () => chance.roll(2 ** 31));
        const walked = walk(inventedWorld(service), moves);
        if (changesAlong(service, walked).length === 1) ends.add(walked.end.outcome?.kind ?? "waits");
      }
      expect([...ends]).toEqual(expect.arrayContaining(["granted", "refused", "annulled"]));
    },
    timeout,
  );

  it("is none of a service that declares none", () => {
    const confirmed: DatedEvent = {
      type: "order-confirmed",
      stage: "order",
      result: {},
      at: "2026-11-21T05:00:00.000Z",
    };
    expect(registrationsChangedBy(everyKind, nothing, [confirmed])).toEqual([]);
  });
});
