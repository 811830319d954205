import { describe, expect, it } from "vitest";
import { z } from "zod";
import { found } from "@/lib/kernel/answer";
import { tenge } from "@/lib/kernel/tenge";
import type { Example } from "./define-service";
import { read } from "./facts";
import { passed, refused, type Situation } from "./stages";
import { stagesFor } from "./stages-for";

// What the compiler refuses in a declaration. The expected errors are held by `npm run types`: one that no longer comes is an error.

const reads = {
  person: read("individuals", () => Promise.resolve(found({ isAlive: true }))),
  documents: read("documents", () => Promise.resolve(found([{ number: "1" }]))),
};
const form = { region: z.strictObject({ region: z.enum(["71", "75"]) }) };
const reasons = { deceased: { clause: "S4 §3.2", instead: "none" } } as const;
const { check, step, order, payment, task, place, consent } = stagesFor({ reads, form, reasons });
const clause = "S4 §3";

describe("a declaration", () => {
  it("takes a rule that keeps to its facts, reasons and form", () => {
    const stage = check({
      id: "alive",
      clause,
      uses: ["person"],
      returnsTo: "region",
      judge: ({ person }, { answers }) =>
        person.kind === "found" && person.value.isAlive && answers.region?.region === "71"
          ? passed()
          : refused("deceased"),
    });
    const situation = { answers: { region: { region: "71" } }, evidence: {}, today: "2026-11-21" as never };
    expect(stage.judge({ person: { kind: "found", value: { isAlive: true } } }, situation).kind).toBe("passed");
    expect(stage.judge({ person: { kind: "not-found" } }, situation).kind).toBe("refused");
  });

  it("takes no rule on a fact that is not read", () => {
    // @ts-expect-error -- "phone" is no question of this service
    const stage = check({ id: "phone", clause, uses: ["phone"], judge: () => passed() });
    expect(stage.uses).toEqual(["phone"]);
  });

  it("takes no rule on a fact that the check does not use", () => {
    const stage = check({
      id: "alive",
      clause,
      uses: ["person"],
      // @ts-expect-error -- "documents" is read by the service, but not used by this check
      judge: ({ documents }) => (documents === undefined ? passed() : refused("deceased")),
    });
    expect(stage.uses).toEqual(["person"]);
  });

  it("takes no rule that forgets that a database may say no", () => {
    const stage = check({
      id: "alive",
      clause,
      uses: ["person"],
      judge: ({ person }) => {
        // @ts-expect-error -- the answer may also be "not-found" or "denied"
        const certain: { kind: "found" } = person;
        return passed({ told: certain.kind });
      },
    });
    expect(stage.kind).toBe("check");
  });

  it("takes no undeclared reason", () => {
    const stage = check({
      id: "alive",
      clause,
      uses: [],
      // @ts-expect-error -- "too-young" is not among the reasons
      judge: () => refused("too-young"),
    });
    expect(stage.kind).toBe("check");
  });

  it("takes no undeclared reason from an order either", () => {
    const stage = order({
      id: "registration",
      clause,
      database: "documents",
      // @ts-expect-error -- "too-young" is not among the reasons
      place: () => Promise.resolve(found({ kind: "refused", reason: "too-young", params: {} })),
    });
    expect(stage.kind).toBe("order");
  });

  it("takes no return to what is no step", () => {
    const stage = check({
      id: "alive",
      clause,
      uses: [],
      // @ts-expect-error -- "signature" is no step of the form
      returnsTo: "signature",
      judge: () => passed(),
    });
    expect(stage.returnsTo).toBe("signature");
  });

  it("takes no step that the form does not know", () => {
    // @ts-expect-error -- there is no schema for "photo"
    const stage = step({ id: "photo", clause, fields: [] });
    expect(stage.schema).toBeUndefined();
  });

  it("takes no field that is not in the step's schema", () => {
    const stage = step({
      id: "region",
      clause,
      // @ts-expect-error -- "town" is not asked by this step
      fields: [{ kind: "text", name: "town" }],
    });
    expect(stage.fields).toHaveLength(1);
  });

  it("takes no payment without an amount, and none that is not in tenge", () => {
    // @ts-expect-error -- how much is missing
    const free = payment({ id: "duty", clause, termDays: 3 });
    // @ts-expect-error -- a bare number is not an amount of money
    const bare = payment({ id: "duty", clause, termDays: 3, amount: () => ({ tenge: 786, ground: "due" }) });
    const exact = payment({ id: "duty", clause, termDays: 3, amount: () => ({ tenge: tenge(786), ground: "due" }) });
    expect([free.kind, bare.kind, exact.kind]).toEqual(["payment", "payment", "payment"]);
  });

  it("takes no task that is nobody's", () => {
    const stage = task({
      id: "review",
      clause,
      // @ts-expect-error -- an empty list would leave the application waiting for nobody
      roles: () => [],
      term: { workingDays: 2 },
      decisions: { approve: { outcome: "continue" } },
    });
    expect(stage.kind).toBe("task");
  });

  it("takes no place whose limit rests on what it does not use, or that returns to what is no step", () => {
    const common = {
      id: "place",
      clause,
      dwelling: () => "0000000000000001",
      people: () => ["900101300007"],
      needed: () => 1,
      period: ({ today }: Situation) => ({ from: today }),
      uses: ["person"],
      database: "individuals",
      occupied: () => Promise.resolve(found({ count: 3 })),
    } as const;
    const sound = place({
      ...common,
      limit: ({ person }, { answers }) =>
        person.kind === "found" && answers.region?.region === "71" ? 3 : "unlimited",
      returnsTo: "region",
    });
    // @ts-expect-error -- "documents" is read by the service, but not used by this place
    const blind = place({ ...common, limit: ({ documents }) => (documents ? 3 : "unlimited"), returnsTo: "region" });
    // @ts-expect-error -- "signature" is no step of the form
    const lost = place({ ...common, limit: () => 3, returnsTo: "signature" });
    expect([sound.kind, blind.kind, lost.kind]).toEqual(["place", "place", "place"]);
  });

  it("takes no consent whose entitlement rests on what it does not look up", () => {
    const common = {
      id: "consent",
      clause,
      from: () => ["900101300007"],
      about: () => ({
        dwelling: "0000000000000001",
        address: { kk: "1", ru: "1" },
        applicant: "A",
        people: 1,
        from: null,
        until: null,
      }),
      termWorkingDays: 3,
      methods: ["eds"],
      declineReasons: ["other"],
    } as const;
    const sound = consent({
      ...common,
      entitlement: {
        uses: ["person"],
        who: ({ person }) => (person.kind === "found" ? ["900101300007"] : []),
        returnsTo: "region",
      },
      outlives: ["region"],
    });
    const blind = consent({
      ...common,
      entitlement: {
        uses: ["person"],
        // @ts-expect-error -- "documents" is read by the service, but not looked up here
        who: ({ documents }) => (documents ? ["900101300007"] : []),
        returnsTo: "region",
      },
    });
    expect([sound.kind, blind.kind]).toEqual(["consent", "consent"]);
  });

  it("takes no incomplete example, and none of an undeclared reason", () => {
    const base = { id: "someone", persona: "900101300007", day: "2026-11-21" };
    // @ts-expect-error -- what is expected is missing
    const incomplete: Example<keyof typeof reasons> = base;
    // @ts-expect-error -- "too-young" is not among the reasons
    const undeclared: Example<keyof typeof reasons> = { ...base, expect: { refused: "too-young" } };
    const complete: Example<keyof typeof reasons> = { ...base, expect: { refused: "deceased" } };
    expect([incomplete.id, undeclared.id, complete.id]).toEqual(["someone", "someone", "someone"]);
  });
});
