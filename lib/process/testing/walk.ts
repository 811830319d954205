import { localDateOf } from "@/lib/kernel/local-date";
import type { Answer } from "@/lib/kernel/answer";
import { available, type Party } from "../available";
import type { Actor, Command, CommandType } from "../commands";
import { deadlines } from "../deadlines";
import { decide, start } from "../decide";
import type { Service } from "../define-service";
import type { DatedEvent } from "../events";
import type { Answers } from "../facts";
import { situationOf } from "../position";
import type { Occupancy, OrderAnswer, StepStage } from "../stages";
import { evolve, nothing, type State } from "../state";
import { dice, type Dice } from "./dice";

/** What the people and the state databases around an application say, by chance. */
export interface World {
  readonly service: Service;
  readonly applicant: string;
  readonly startsAt: Date;
  /** What a state database answers when it does answer. */
  readonly fact: (name: string, dice: Dice) => Answer<unknown>;
  /** Answers that the step's schema takes. */
  readonly answers: (step: StepStage, state: State, dice: Dice) => Readonly<Record<string, unknown>>;
  readonly result: (stage: string) => Readonly<Record<string, string>>;
  readonly orderRefusal: string;
}

/** One move: who wanted what, when, and what came of it. */
export interface Move {
  readonly before: State;
  readonly command: Command;
  readonly actor: Actor;
  readonly now: Date;
  /** Null when the command was not carried out. */
  readonly events: readonly DatedEvent[] | null;
  readonly after: State;
}

export interface Walk {
  readonly moves: readonly Move[];
  readonly log: readonly DatedEvent[];
  readonly end: State;
}

const hours = 3_600_000;

/** Commands tried in vain once an application has ended. */
const enoughAfterEnd = 6;

/** Leads an application along one command per seed: mostly sensible ones, now and then any command of anybody at any time. */
export function walk(world: World, seeds: readonly number[]): Walk {
  let now = world.startsAt;
  const { service, applicant } = world;
  const log: DatedEvent[] = [...start(service, { id: "application", number: "2026-0000001", applicant }, now)];
  let state = log.reduce(evolve, nothing);
  const moves: Move[] = [];
  let movesAfterEnd = 0;
  for (const seed of seeds) {
    if (state.outcome && ++movesAfterEnd > enoughAfterEnd) break;
    const chance = dice(seed);
    now = later(service, state, now, chance);
    const command = commandFor(world, state, now, chance);
    const actor = actorFor(state, command, chance);
    const decided = decide(service, frozen(state), command, actor, now);
    const events = decided.ok ? decided.value : null;
    const after = (events ?? []).reduce(evolve, state);
    moves.push({ before: state, command, actor, now, events, after });
    log.push(...(events ?? []));
    state = after;
  }
  return { moves, log, end: state };
}

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

function later(service: Service, state: State, now: Date, chance: Dice): Date {
  if (chance.chance(3)) {
    const due = deadlines(service, state, localDateOf(now)).map(({ dueAt }) => dueAt.getTime());
    return new Date(Math.max(now.getTime(), ...due));
  }
  return new Date(now.getTime() + chance.pick([0, 0, 0, 1, 1, 5, 30]) * hours);
}

const parties: readonly Party[] = ["applicant", "owner", "officer", "portal"];

const types: readonly CommandType[] = [
  "judge-checks",
  "save-step",
  "sign",
  "give-consent",
  "decline-consent",
  "take-place",
  "answer-order",
  "pay",
  "reverse-payment",
  "decide-task",
  "hand-over",
  "withdraw",
  "pass-deadline",
];

const ending: ReadonlySet<CommandType> = new Set(["withdraw", "pass-deadline", "reverse-payment"]);

/** Mostly the commands that lead on; those that end an application, and nonsense, come now and then. */
function commandFor(world: World, state: State, now: Date, chance: Dice): Command {
  const { service } = world;
  const today = localDateOf(now);
  const ids = [...service.stages.map(({ id }) => id), "constructor", "nonsense"];
  const [due] = deadlines(service, state, today).filter(({ dueAt, kind }) => dueAt <= now && kind !== "ask-again");
  if (due && chance.chance(20)) return { type: "pass-deadline", stage: due.stage, deadline: due.kind };
  const possible = parties.flatMap((party) => available(service, state, party, today));
  const leading = possible.filter(({ type }) => !ending.has(type));
  const isSensible = chance.chance(85) && possible.length > 0;
  const { type, stage } = isSensible
    ? chance.pick(leading.length > 0 && chance.chance(94) ? leading.slice(-2) : possible)
    : { type: chance.pick(types), stage: chance.pick(ids) };
  return commandOf(world, state, type, stage ?? "", now, chance);
}

function commandOf(world: World, state: State, type: CommandType, stage: string, now: Date, chance: Dice): Command {
  const { service } = world;
  const today = localDateOf(now);
  const situation = situationOf(state, today);
  const declared = service.stages.find(({ id }) => id === stage);
  const at = state.stages[stage];
  const open = at?.status === "open" ? at : undefined;
  const someone = chance.pick([...(open?.roles ?? []), ...(open?.roles ?? []), "stranger"]);
  const signatureId = "signature";
  switch (type) {
    case "judge-checks":
      return { type, facts: factsOf(world, chance) };
    case "save-step": {
      const isForm = declared?.kind === "step" && chance.chance(90);
      const answers = isForm ? world.answers(declared, state, chance) : { nonsense: true };
      return { type, stage, answers, labels: {} };
    }
    case "sign": {
      const method = chance.chance(85) ? "eds" : "otp";
      return {
        type,
        stage,
        signatureId,
        documentHash: String(chance.roll(1000)),
        method,
        facts: factsOf(world, chance),
      };
    }
    case "give-consent":
      return {
        type,
        stage,
        by: someone,
        method: chance.pick(["eds", "otp"]),
        signatureId,
        facts: factsOf(world, chance),
      };
    case "decline-consent":
      return {
        type,
        stage,
        by: someone,
        method: "eds",
        reason: chance.pick(["no", "nonsense", "nonsense"]),
        facts: factsOf(world, chance),
      };
    case "take-place":
      return { type, stage, facts: factsOf(world, chance), occupied: occupied(chance) };
    case "answer-order":
      return { type, stage, answer: orderAnswer(world, stage, chance) };
    case "pay": {
      const tenge = chance.chance(90) ? (open?.tenge ?? 1) : 1;
      return { type, stage, tenge, invoice: "invoice" };
    }
    case "reverse-payment":
      return { type, stage };
    case "decide-task": {
      const decisions = declared?.kind === "task" ? Object.keys(declared.decisions) : [];
      const decision = chance.pick([...decisions.slice(0, 1), ...decisions.slice(0, 1), ...decisions, "constructor"]);
      const usual = decision === decisions[0] ? null : "photo-quality";
      const reason = chance.pick([usual, usual, usual, usual, null, "photo-quality", "kept", "given-back", "nonsense"]);
      return { type, stage, role: someone, decision, reason, comment: "", signatureId };
    }
    case "hand-over": {
      const proof = declared?.kind === "handover" && open ? declared.proof(situation) : "";
      return { type, stage, role: someone, proof: chance.chance(80) ? ` ${proof} ` : "nonsense" };
    }
    case "withdraw":
      return { type };
    case "pass-deadline": {
      const running = deadlines(service, state, today).map(({ kind }) => kind);
      return { type, stage, deadline: chance.pick([...running, "nonsense"]) };
    }
  }
}

/** What all state databases answer, each of them silent now and then. */
function factsOf(world: World, chance: Dice): Answers {
  const named = Object.keys(world.service.reads).map((name): [string, Answer<unknown>] => {
    if (chance.chance(4)) return [name, { kind: chance.pick(["unavailable", "invalid-answer"]) }];
    return [name, world.fact(name, chance)];
  });
  return Object.fromEntries(named.filter(() => !chance.chance(1)));
}

/** How many others live where a place is wanted; null when nobody asked. */
function occupied(chance: Dice): Answer<Occupancy> | null {
  const face = chance.roll(10);
  if (face === 0) return null;
  return face === 1
    ? { kind: chance.pick(["unavailable", "denied"]) }
    : { kind: "found", value: { count: chance.roll(4) } };
}

function orderAnswer(world: World, stage: string, chance: Dice): OrderAnswer | { readonly kind: "denied" } {
  const face = chance.roll(104);
  if (face >= 100) return { kind: "denied" };
  if (face < 65) return { kind: "confirmed", result: { ...world.result(stage) } };
  if (face < 80) return { kind: "waiting" };
  if (face < 96) return { kind: "sent-back", params: { explanation: "not sharp" } };
  return { kind: "refused", reason: world.orderRefusal, params: { explanation: "" } };
}

/** Mostly the person whose command it is; now and then somebody else. */
function actorFor(state: State, command: Command, chance: Dice): Actor {
  const stranger: Actor = { kind: "citizen", iin: "stranger" };
  const applicantAsOfficer = (roles: readonly string[]): Actor => ({ kind: "officer", iin: state.applicant, roles });
  if (chance.chance(6)) {
    const role = "role" in command ? [command.role] : [];
    return chance.pick([
      stranger,
      { kind: "portal" },
      { kind: "officer", iin: "clerk", roles: [] },
      applicantAsOfficer(role),
      { kind: "officer", iin: "child", roles: role },
    ]);
  }
  switch (command.type) {
    case "save-step":
    case "sign":
    case "withdraw":
      return { kind: "citizen", iin: state.applicant };
    case "give-consent":
    case "decline-consent":
      return { kind: "citizen", iin: command.by };
    case "decide-task":
    case "hand-over":
      return { kind: "officer", iin: "officer", roles: ["another", command.role] };
    case "judge-checks":
    case "take-place":
    case "answer-order":
    case "pay":
    case "reverse-payment":
    case "pass-deadline":
      return { kind: "portal" };
  }
}
