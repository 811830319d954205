import { describe, expect, it } from "vitest";
import { papersOf, type PaperKind } from "./papers";
import { isSigned } from "./position";
import { replay } from "./state";
import { dice } from "./testing/dice";
import { everyKind, inventedService, inventedWorld } from "./testing/synthetic-services";
import { walk } from "./testing/walk";

/** Applications of services with every kind of stage, led by chance. */
const walks = Array.from({ length: 250 }, (_, seed) => {
  const service = seed % 2 === 0 ? everyKind : inventedService(seed);
  const chance = dice(seed);
  const { log } = walk(
    inventedWorld(service),
    Array.from({ length: 60 }, () => chance.roll(2 ** 31)),
  );
  return { service, log };
});

describe("the papers of an application", () => {
  it("are a notice once it has ended, whatever the end, unless nothing was submitted and nothing refused", () => {
    const seen = new Set<string>();
    for (const { service, log } of walks) {
      const end = replay(log);
      const notice = papersOf(service, log).find(({ kind }) => kind === "outcome");
      const due = end.outcome !== null && (isSigned(service, end) || end.outcome.kind === "refused");
      expect(notice !== undefined).toBe(due);
      if (notice) seen.add(notice.state.outcome?.kind ?? "");
    }
    for (const kind of ["annulled", "granted", "refused", "withdrawn"]) expect([...seen]).toContain(kind);
  });

  it("are a receipt from the signature on, but not where a database refused to register the application", () => {
    let unregistered = 0;
    for (const { service, log } of walks) {
      const end = replay(log);
      const stop = service.stages.find(({ id }) => id === end.outcome?.stage);
      const refused = end.outcome?.kind === "refused" && stop?.kind === "order";
      if (refused) unregistered += 1;
      const receipt = papersOf(service, log).find(({ kind }) => kind === "receipt");
      expect(receipt !== undefined).toBe(isSigned(service, end) && !refused);
    }
    expect(unregistered).toBeGreaterThan(0);
  });

  it("are a coupon while there is something to collect", () => {
    let coupons = 0;
    for (const { service, log } of walks) {
      for (let length = 1; length <= log.length; length += 1) {
        const known = log.slice(0, length);
        const coupon = papersOf(service, known).find(({ kind }) => kind === "coupon");
        if (!coupon) continue;
        coupons += 1;
        const now = replay(known);
        expect(coupon.coupon).not.toBe("");
        expect(now.outcome).toBeNull();
        expect(isSigned(service, now) && isSigned(service, coupon.state)).toBe(true);
      }
    }
    expect(coupons).toBeGreaterThan(0);
  });

  it("say what was so right after their event, and go on saying it", () => {
    for (const { service, log } of walks) {
      const first = new Map<PaperKind, number>();
      for (let length = 1; length <= log.length; length += 1) {
        const known = log.slice(0, length);
        for (const { kind, seq, at, state } of papersOf(service, known)) {
          expect(seq).toBeLessThanOrEqual(length);
          expect(at).toBe(log[seq - 1]?.at);
          expect(state).toEqual(replay(log.slice(0, seq)));
          const signedAgain = known.slice(first.get(kind) ?? 0).some(({ type }) => type === "document-signed");
          if (kind === "outcome" || (kind === "receipt" && !signedAgain)) expect(seq).toBe(first.get(kind) ?? seq);
          first.set(kind, seq);
        }
      }
    }
  });
});
