import { describe, expect, it } from "vitest";
import { z } from "zod";
import { iinSchema } from "@/lib/kernel/iin";
import { localDate } from "@/lib/kernel/local-date";
import { defineService, type Service } from "./define-service";
import { read } from "./facts";
import { checksToRepeat, decisiveAmong, differenceOf, recheck } from "./recheck";
import { passed, refused } from "./stages";
import { stagesFor } from "./stages-for";
import { nothing, type State } from "./state";

const iin = iinSchema.parse("900101300007");
const parts = {
  reads: {
    phone: read("mobile-citizens", (bmg, { applicant }) => bmg.phone({ iin: applicant })),
    documents: read("documents", (rpDrn, { applicant }) => rpDrn.documents({ iin: applicant })),
  },
  form: { name: z.strictObject({ name: z.string() }) },
  reasons: {
    "no-phone": { clause: "ours", instead: "none" },
    late: { clause: "ours", instead: "none" },
  },
} as const;
const { check, step, signature, task } = stagesFor(parts);

const review = task({
  id: "review",
  clause: "ours",
  roles: () => ["umd-officer:71"],
  term: { workingDays: 2 },
  decisions: { approve: { outcome: "continue" } },
  rechecks: ["phone", "window"],
});

const service: Service = defineService({
  ...parts,
  id: "with-rechecks",
  version: 1,
  audience: ["citizen"],
  legalBasis: { seed: "S4", from: localDate("2025-01-01"), to: null },
  draftDays: 30,
  termWorkingDays: 15,
  withdrawableUntil: "review",
  stages: [
    step({ id: "name", clause: "ours", fields: [{ kind: "text", name: "name" }] }),
    check({
      id: "phone",
      clause: "ours",
      uses: ["phone"],
      judge: ({ phone }) => (phone.kind === "found" ? passed({ phone: phone.value.number }) : refused("no-phone")),
    }),
    check({
      id: "window",
      clause: "ours",
      uses: ["documents"],
      judge: (_, { today }) => (today <= "2026-11-21" ? passed({ day: "kept" }) : refused("late")),
    }),
    check({ id: "own", clause: "ours", uses: [], judge: () => passed() }),
    signature({ id: "signature", clause: "ours", methods: ["eds"], rechecks: [] }),
    review,
  ],
  examples: [],
});

const done = (at: string) => ({ status: "done", at }) as const;
const state: State = {
  ...nothing,
  applicant: iin,
  stages: {
    phone: done("2026-11-21T05:00:00.000Z"),
    window: done("2026-11-21T05:00:00.000Z"),
    own: done("2026-11-21T05:00:00.000Z"),
  },
  evidence: { phone: { phone: "+77010000001" }, window: { day: "kept" } },
};
const checks = checksToRepeat(service, state, review);
const answers = {
  phone: { kind: "found", value: { iin, number: "+77010000001" } },
  documents: { kind: "found", value: [] },
} as const;

describe("the checks of a task, asked again", () => {
  it("are those that its declaration names and that have passed", () => {
    expect(checks.map(({ id }) => id)).toEqual(["phone", "window"]);
    const { phone, ...others } = state.stages;
    expect(phone?.status).toBe("done");
    expect(checksToRepeat(service, { ...state, stages: others }, review).map(({ id }) => id)).toEqual(["window"]);
    const { rechecks, ...silent } = review;
    expect(rechecks).toHaveLength(2);
    expect(checksToRepeat(service, state, silent)).toEqual([]);
  });

  it("must stand before the task", () => {
    const wrong = { ...review, rechecks: ["nowhere"] };
    const stages = [...service.stages.slice(0, -1), wrong];
    expect(() => defineService({ ...service, stages })).toThrow(/nowhere/);
  });

  it("are the same when the databases say the same", () => {
    const results = recheck(service, state, checks, answers);
    expect(results.map((one) => differenceOf(state.evidence[one.stage] ?? {}, one))).toEqual([
      { kind: "same" },
      { kind: "same" },
    ]);
    expect(decisiveAmong(results)).toEqual([]);
  });

  it("name what has changed while they still pass: another value, one more, one less", () => {
    const now = { kind: "passed", stage: "phone", evidence: { phone: "+77010000002", more: "1" } } as const;
    expect(differenceOf({ phone: "+77010000001", less: "1" }, now)).toEqual({
      kind: "changed",
      names: ["phone", "less", "more"],
    });
  });

  it("are decisive when they would refuse now", () => {
    const results = recheck(service, state, checks, { ...answers, phone: { kind: "not-found" } });
    expect(results[0]).toEqual({ kind: "refused", stage: "phone", reason: "no-phone", params: {} });
    expect(decisiveAmong(results)).toEqual([results[0]]);
    expect(results.map((one) => differenceOf({}, one).kind)).toContain("decisive");
  });

  it.each(["unavailable", "invalid-answer"] as const)("say nothing when a database is %s", (kind) => {
    const results = recheck(service, state, checks, { ...answers, phone: { kind } });
    expect(results[0]).toEqual({ kind: "silent", stage: "phone", databases: ["mobile-citizens"] });
    expect(results.map((one) => differenceOf(state.evidence[one.stage] ?? {}, one).kind)).toEqual(["unknown", "same"]);
    expect(decisiveAmong(results)).toEqual([]);
  });

  it("are judged as of the day on which each passed", () => {
    const later = { ...state, stages: { ...state.stages, window: done("2026-11-21T19:00:00.000Z") } };
    // 19:00 in UTC is midnight in Kazakhstan: the next day.
    expect(recheck(service, later, checks, answers)[1]?.kind).toBe("refused");
    expect(recheck(service, state, checks, answers)[1]?.kind).toBe("passed");
  });
});
