import { describe, expect, it } from "vitest";
import { localDate } from "@/lib/kernel/local-date";
import type { Service } from "./define-service";
import { lastDayOf, papersOf, resultMadeBy, type PaperKind } from "./papers";
import { isSigned } from "./position";
import { paperStanding, type ResultingPaper } from "./resulting-paper";
import { nothing, replay } from "./state";
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

const paper: ResultingPaper = { seals: ["portal"], facts: {} };

function withPaper(service: Service, more: Partial<ResultingPaper> = {}): Service {
  return { ...service, paper: { ...paper, ...more } };
}

describe("the paper that a service ends with", () => {
  it("is there once the service is granted, and never for an application that ends otherwise", () => {
    let granted = 0;
    for (const { service, log } of walks) {
      const result = papersOf(withPaper(service), log).find(({ kind }) => kind === "result");
      expect(result !== undefined).toBe(replay(log).outcome?.kind === "granted");
      expect(papersOf(service, log).some(({ kind }) => kind === "result")).toBe(false);
      if (!result) continue;
      granted += 1;
      expect(log[result.seq - 1]).toMatchObject({ type: "application-granted", at: result.at });
    }
    expect(granted).toBeGreaterThan(0);
  });

  it("is there from the end of the stage that makes it, until that is undone or the application ends otherwise", () => {
    const seen = { made: 0, undone: 0, ended: 0 };
    for (const { service, log } of walks) {
      const { id: stage = "" } = service.stages.find(({ kind }) => kind === "signature") ?? {};
      const early = withPaper(service, { stage });
      let before: number | undefined;
      for (let length = 1; length <= log.length; length += 1) {
        const known = log.slice(0, length);
        const { stages, outcome } = replay(known);
        const seq = papersOf(early, known).find(({ kind }) => kind === "result")?.seq;
        const isEndedOtherwise = outcome !== null && outcome.kind !== "granted";
        expect(seq !== undefined).toBe(stages[stage]?.status === "done" && !isEndedOtherwise);
        // Issued with the events that make it, and with no others.
        const made = resultMadeBy(early, replay(log.slice(0, length - 1)), known.slice(-1));
        expect(made?.seq).toBe(seq === before ? undefined : seq);
        if (made) seen.made += 1;
        if (before !== undefined && seq === undefined) seen[isEndedOtherwise ? "ended" : "undone"] += 1;
        before = seq;
      }
      expect(resultMadeBy(early, nothing, log)?.seq).toBe(before);
    }
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(0);
  });

  it("is good to the end of the last of its days, counted from the day after its issue", () => {
    const ten = withPaper(walks[0]?.service ?? everyKind, { validDays: 10 });
    // 23:59 and 00:00 in Kazakhstan.
    expect(lastDayOf(ten, { at: "2026-03-02T18:59:59.999Z" })).toBe("2026-03-12");
    expect(lastDayOf(ten, { at: "2026-03-02T19:00:00.000Z" })).toBe("2026-03-13");
    expect(lastDayOf(withPaper(everyKind), { at: "2026-03-02T19:00:00.000Z" })).toBeNull();
    const validUntil = localDate("2026-03-12");
    expect(paperStanding({ validUntil, revoked: false }, localDate("2026-03-12"))).toBe("valid");
    expect(paperStanding({ validUntil, revoked: false }, localDate("2026-03-13"))).toBe("expired");
    expect(paperStanding({ validUntil, revoked: true }, localDate("2026-03-12"))).toBe("revoked");
    expect(paperStanding({ validUntil, revoked: true }, localDate("2026-03-13"))).toBe("revoked");
    expect(paperStanding({ validUntil: null, revoked: false }, localDate("9999-12-31"))).toBe("valid");
  });
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
        for (const { kind, seq, at, state } of papersOf(withPaper(service), known)) {
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
