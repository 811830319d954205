import { describe, expect, it } from "vitest";
import { z } from "zod";
import { found } from "@/lib/kernel/answer";
import { ok } from "@/lib/kernel/result";
import type { Evidence } from "./facts";
import { decide, start } from "./decide";
import type { Stage } from "./stages";
import { replay, type State } from "./state";
import type { TaskDecision } from "./task-decision";
import { declare } from "./testing/synthetic-services";

const base = { clause: "none" };
const officer = { kind: "officer", iin: "officer", roles: ["unit"] } as const;
/** Monday, ten minutes before lunch. */
const now = new Date("2026-11-23T12:50:00+05:00");

const decisions: Readonly<Record<string, TaskDecision>> = {
  either: { outcome: "continue", when: ({ evidence }) => evidence["differs"] !== undefined },
  third: {
    outcome: "continue",
    enters: {
      name: "code",
      schema: z.string(),
      database: "address-register",
      refusals: [],
      ask: () => Promise.resolve(found(ok({ code: "1" }))),
    },
  },
  annul: { outcome: "annulled", reasons: ["no"], when: ({ today }) => today > "2026-01-01" },
};
const stages: readonly Stage[] = [
  { ...base, kind: "task", id: "look", roles: () => ["unit"], term: { receptionMinutes: 15 }, decisions },
  {
    ...base,
    kind: "order",
    id: "put-right",
    when: ({ evidence }) => evidence["look"]?.["decision"] === "third",
    database: "documents",
    place: () => Promise.resolve(found({ kind: "waiting" })),
  },
];
const service = declare("decided", stages);
const opened = start(service, { id: "a", number: "1", applicant: "applicant" }, now);

function decided(state: State, decision: string, entered?: Evidence, reason: string | null = null) {
  const command = { type: "decide-task", stage: "look", role: "unit", decision, reason, comment: "", signatureId: "s" };
  return decide(service, state, { ...command, ...(entered ? { entered } : {}) } as never, officer, now);
}

describe("a task with a term in minutes", () => {
  it("is due when so many minutes of reception have passed", () => {
    expect(replay(opened).stages["look"]).toMatchObject({ status: "open", dueAt: "2026-11-23T09:35:00.000Z" });
  });
});

describe("what an officer decides", () => {
  it("is left behind with what was entered, and later stages rest on it", () => {
    const events = decided(replay(opened), "third", { code: "1", address: "A" });
    if (!events.ok) throw new Error(events.error.kind);
    const state = replay([...opened, ...events.value]);
    expect(state.evidence["look"]).toEqual({ decision: "third", code: "1", address: "A" });
    expect(state.stages["put-right"]?.status).toBe("open");
  });

  it("is one that the application offers, with an entry exactly where one is asked for", () => {
    const state = replay(opened);
    const unknown = { ok: false, error: { kind: "unknown-decision" } };
    expect(decided(state, "either")).toEqual(unknown);
    expect(decided({ ...state, evidence: { differs: {} } }, "either").ok).toBe(true);
    expect(decided({ ...state, evidence: { differs: {} } }, "either", { code: "1" })).toEqual(unknown);
    expect(decided(state, "third")).toEqual(unknown);
    expect(decided(state, "annul", undefined, "no").ok).toBe(true);
    expect(decided(state, "constructor")).toEqual(unknown);
  });
});

describe("a task of several units", () => {
  const units = ["unit:11", "unit:71"] as const;
  const shared = (more: object) =>
    declare("shared", [
      {
        ...{ ...base, kind: "task", id: "look", roles: () => units, term: { workingDays: 1 } },
        ...{ decisions: { on: { outcome: "continue" } }, ...more },
      },
    ]);
  const led = (service: ReturnType<typeof shared>) => {
    const log = [...start(service, { id: "a", number: "1", applicant: "applicant" }, now)];
    const decides = (role: string) => {
      const command = { type: "decide-task", stage: "look", role, decision: "on", reason: null, comment: "" } as const;
      const actor = { kind: "officer", iin: "officer", roles: [role] } as const;
      const events = decide(service, replay(log), { ...command, signatureId: "s" }, actor, now);
      if (!events.ok) return events.error.kind;
      log.push(...events.value);
      return replay(log).stages["look"]?.status;
    };
    return decides;
  };

  it("of which one is enough is done with the first decision, and the others have nothing left to decide", () => {
    for (const [first, second] of [units, units.toReversed()]) {
      const decides = led(shared({ anyOne: true }));
      expect(decides("unit:75")).toBe("not-yours");
      expect(decides(first)).toBe("done");
      expect(decides(second)).toBe("not-available");
    }
  });

  it("who decide side by side is done with the last", () => {
    const decides = led(shared({}));
    expect(decides(units[0])).toBe("open");
    expect(decides(units[1])).toBe("done");
  });
});
