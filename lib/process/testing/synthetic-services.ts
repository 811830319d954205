import { z } from "zod";
import { found } from "@/lib/kernel/answer";
import { localDate } from "@/lib/kernel/local-date";
import { tenge } from "@/lib/kernel/tenge";
import { defineService, type Service } from "../define-service";
import { read, type Known } from "../facts";
import { isPlaceLost, passed, refused } from "../stages";
import type { CheckStage, PlaceStage, Situation, Stage, StepStage } from "../stages";
import { dice, type Dice } from "./dice";
import type { World } from "./walk";

/** One database's facts, as invented services read them. */
const reads = {
  first: read("individuals", () => Promise.resolve(found({ isFine: true }))),
  second: read("documents", () => Promise.resolve(found({ isFine: true }))),
};

const reasons = {
  "not-fine": { clause: "none", instead: "none" },
  "consent-declined": { clause: "none", instead: "none" },
  "no-consent-in-time": { clause: "none", instead: "none" },
} as const;

const choice = z.strictObject({ choice: z.enum(["yes", "no"]), note: z.string().max(10) });

/** Whether the answer to a step is "yes": what conditions, people to ask and fees of invented services rest on. */
function saysYes({ answers }: Situation, step: string): boolean {
  return choice.safeParse(answers[step]).data?.choice === "yes";
}

const base = { clause: "none" };

/** A step whose answer is yes or no, and a note. */
export function step(id: string, more: Partial<StepStage> = {}): StepStage {
  return { ...base, kind: "step", id, schema: choice, fields: [{ kind: "text", name: "choice" }], ...more };
}

/** A check that passes when all its facts are fine; without facts, when the step it returns to says yes. */
export function check(id: string, uses: readonly (keyof typeof reads)[], more: Partial<CheckStage> = {}): CheckStage {
  return {
    ...base,
    kind: "check",
    id,
    uses,
    judge: (facts, situation) => {
      const areFine = uses.every((name) => {
        const fact = facts[name];
        return fact?.kind === "found" && z.object({ isFine: z.boolean() }).parse(fact.value).isFine;
      });
      const isAnswered = uses.length > 0 || more.returnsTo === undefined || saysYes(situation, more.returnsTo);
      return areFine && isAnswered ? passed({ seen: uses.join() }) : refused("not-fine", { by: id });
    },
    ...more,
  };
}

/** Declares an invented service of these stages. */
export function declare(id: string, stages: readonly Stage[]): Service {
  const steps = stages.filter((stage) => stage.kind === "step");
  return defineService({
    id,
    version: 1,
    audience: ["citizen"],
    legalBasis: { seed: "S0", from: localDate("2026-01-01"), to: null },
    reads,
    reasons,
    form: Object.fromEntries(steps.map((stage) => [stage.id, stage.schema])),
    stages,
    examples: [],
    draftDays: 30,
    termWorkingDays: 15,
    withdrawableUntil: stages.at(-1)?.id ?? "",
  });
}

/** What owners of invented dwellings are asked. */
const address = { kk: "1", ru: "1" };
const matter = {
  about: () => ({ dwelling: "0000000000000001", address, applicant: "A", people: 1, from: null, until: null }),
};

/** Whoever was asked is entitled while the second database is content. */
function entitled({ second }: Readonly<Record<string, Known<unknown>>>): readonly string[] {
  const isFine = second?.kind === "found" && z.object({ isFine: z.boolean() }).parse(second.value).isFine;
  return isFine ? ["owner-1", "owner-2"] : [];
}

/** A dwelling for three, and for anybody who says yes to the question of room. */
const roomForThree = {
  dwelling: () => "0000000000000001",
  people: () => [],
  needed: () => 1,
  period: ({ today }) => ({ from: today }),
  uses: ["first"],
  limit: (_, situation) => (saysYes(situation, "room") ? "unlimited" : 3),
  database: "individuals",
  occupied: () => Promise.resolve(found({ count: 0 })),
} satisfies Partial<PlaceStage>;

/** A service with every kind of stage: conditions, a group, consents, a fee, parallel officers, and returns both ways. */
export const everyKind: Service = declare("every-kind", [
  step("first"),
  check("first-is-yes", [], { returnsTo: "first" }),
  check("fact", ["first"], { group: "facts" }),
  check("other-fact", ["first", "second"], { group: "facts" }),
  step("second", { follows: ["first"] }),
  step("third", { follows: ["second"], when: (situation) => saysYes(situation, "second") }),
  check("mendable-fact", ["second"], { returnsTo: "second" }),
  step("room", { when: (situation) => isPlaceLost(situation, "place") }),
  { ...base, kind: "signature", id: "signature", methods: ["eds"], rechecks: ["fact"] },
  {
    ...base,
    kind: "consent",
    id: "consent",
    from: (situation) => (saysYes(situation, "third") ? ["owner-1", "owner-2"] : []),
    ...matter,
    entitlement: { uses: ["second"], who: entitled, returnsTo: "second" },
    outlives: ["room"],
    termWorkingDays: 3,
    methods: ["eds", "otp"],
    declineReasons: ["no"],
  },
  check("fact-after-signing", ["first"], { returnsTo: "second" }),
  { ...base, kind: "place", id: "place", ...roomForThree, returnsTo: "room" },
  { ...base, kind: "order", id: "order", database: "documents", place: waiting, cancel: waiting },
  {
    ...base,
    kind: "payment",
    id: "fee",
    amount: (situation) => ({ tenge: tenge(saysYes(situation, "second") ? 786 : 0), ground: "due" }),
    termDays: 3,
  },
  {
    ...base,
    kind: "task",
    id: "review",
    roles: () => ["security", "tax", "defence"],
    whose: () => ["child"],
    term: { workingDays: 2 },
    decisions: {
      approve: { outcome: "continue" },
      annul: {
        outcome: "annulled",
        reasons: ["photo-quality", "kept", "given-back"],
        refunds: ["photo-quality", "given-back"],
        onlyIfPaid: ["given-back"],
      },
    },
  },
  {
    ...base,
    kind: "order",
    id: "production",
    database: "documents",
    place: waiting,
    returnsTo: "review",
    produces: true,
  },
  { ...base, kind: "handover", id: "handover", role: () => "clerk", proof: () => "coupon", reminderDays: 30 },
]);

function waiting() {
  return Promise.resolve(found({ kind: "waiting" as const }));
}

/** A service invented by chance, with every kind of stage possible and every order of stages that a declaration allows. */
export function inventedService(seed: number): Service {
  const chance = dice(seed);
  const before = chance.roll(7);
  const after = 1 + chance.roll(6);
  const stages: Stage[] = [];
  for (let index = 0; index < before; index += 1) stages.push(formStage(chance, stages));
  stages.push(signature(chance, stages, "signature"));
  for (let index = 0; index < after; index += 1) stages.push(laterStage(chance, stages, true));
  return declare("invented", stages);
}

function formStage(chance: Dice, earlier: readonly Stage[]): Stage {
  const id = `s${String(earlier.length)}`;
  const stepIds = earlier.filter(({ kind }) => kind === "step").map((stage) => stage.id);
  const condition = maybe(chance, stepIds);
  const when = condition === undefined ? {} : { when: (situation: Situation) => saysYes(situation, condition) };
  if (chance.chance(50)) {
    const follows = maybe(chance, stepIds);
    return step(id, { ...when, ...(follows === undefined ? {} : { follows: [follows] }) });
  }
  if (chance.chance(70)) return someCheck(chance, id, stepIds, earlier, when);
  return chance.chance(30) ? signature(chance, earlier, id) : { ...laterStage(chance, earlier, false), ...when };
}

function laterStage(chance: Dice, earlier: readonly Stage[], isAllSigned: boolean): Stage {
  const id = `s${String(earlier.length)}`;
  const stepIds = earlier.filter(({ kind }) => kind === "step").map((stage) => stage.id);
  const steps = stepIds.length > 0 ? stepIds : ["nobody"];
  const returnable = earlier
    .filter(({ kind, when }) => (kind === "task" || kind === "step") && when === undefined)
    .map((stage) => stage.id);
  const asked = chance.pick(steps);
  const [entitles, outlived] = [maybe(chance, stepIds), maybe(chance, stepIds)];
  const back = maybe(chance, stepIds);
  const isTakeable = isAllSigned && back !== undefined && !earlier.some(({ kind }) => kind === "place");
  switch (chance.roll(isTakeable ? 7 : 6)) {
    case 0: {
      const orderBack = maybe(chance, returnable);
      const returns = orderBack === undefined ? {} : { returnsTo: orderBack };
      return { ...base, kind: "order", id, database: "documents", place: waiting, ...returns };
    }
    case 1:
      return {
        ...base,
        kind: "payment",
        id,
        amount: (situation) => ({ tenge: tenge(saysYes(situation, asked) ? 786 : 0), ground: "due" }),
        termDays: 3,
      };
    case 2:
      return {
        ...base,
        kind: "task",
        id,
        roles: (situation) => (saysYes(situation, asked) ? ["security", "tax"] : ["security"]),
        term: { workingDays: 2 },
        decisions: { approve: { outcome: "continue" }, annul: { outcome: "annulled", reasons: ["photo-quality"] } },
      };
    case 3:
      return {
        ...base,
        kind: "consent",
        id,
        from: (situation) => (saysYes(situation, asked) ? ["owner-1", "owner-2", "owner-1"] : []),
        ...matter,
        ...(entitles === undefined ? {} : { entitlement: { uses: ["second"], who: entitled, returnsTo: entitles } }),
        ...(outlived === undefined ? {} : { outlives: [outlived] }),
        termWorkingDays: 3,
        methods: ["eds", "otp"],
        declineReasons: ["no"],
      };
    case 4:
      return { ...base, kind: "handover", id, role: () => "clerk", proof: () => "coupon", reminderDays: 30 };
    case 5:
      return someCheck(chance, id, stepIds, earlier, {});
    default:
      return { ...base, kind: "place", id, ...roomForThree, returnsTo: back ?? "nobody" };
  }
}

function signature(chance: Dice, earlier: readonly Stage[], id: string): Stage {
  const checks = earlier.filter(({ kind }) => kind === "check").map((stage) => stage.id);
  const recheck = maybe(chance, checks);
  return { ...base, kind: "signature", id, methods: ["eds", "otp"], rechecks: recheck === undefined ? [] : [recheck] };
}

function someCheck(
  chance: Dice,
  id: string,
  steps: readonly string[],
  earlier: readonly Stage[],
  when: Partial<CheckStage>,
): CheckStage {
  const uses = chance.pick([[], ["first"], ["second"], ["first", "second"]] as const);
  const back = maybe(chance, steps);
  const last = earlier.at(-1);
  const joins = last?.kind === "check" && last.group !== undefined && chance.chance(70);
  const group = joins ? last.group : chance.pick([undefined, `group-${id}`]);
  return check(id, uses, {
    ...when,
    ...(back === undefined ? {} : { returnsTo: back }),
    ...(group === undefined ? {} : { group }),
  });
}

function maybe<T>(chance: Dice, values: readonly T[]): T | undefined {
  return values.length > 0 && chance.chance(60) ? chance.pick(values) : undefined;
}

/** The world around an invented service. */
export function inventedWorld(service: Service): World {
  return {
    service,
    applicant: "applicant",
    startsAt: new Date("2026-03-02T05:00:00Z"),
    fact: (_, chance) =>
      chance.chance(90)
        ? { kind: "found", value: { isFine: chance.chance(93) } }
        : { kind: chance.pick(["not-found", "denied"]) },
    answers: (_, __, chance) => ({
      choice: chance.chance(80) ? "yes" : "no",
      note: chance.pick(["", "", "", "longer"]),
    }),
    result: (stage) => ({ number: stage }),
    orderRefusal: "not-fine",
  };
}
