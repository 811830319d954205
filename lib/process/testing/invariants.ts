import { expect } from "vitest";
import { localDateOf } from "@/lib/kernel/local-date";
import { available, type Party } from "../available";
import { deadlines } from "../deadlines";
import { decide } from "../decide";
import type { Service } from "../define-service";
import { eventSchema, type DatedEvent } from "../events";
import type { Answers } from "../facts";
import { currentStage, isSigned, phaseOf, stagesOf, waitingFor, type ActingParty } from "../position";
import { evolve, nothing, replay, type State } from "../state";
import { summary } from "../summary";
import type { Move, Walk } from "./walk";

/** Everything that must hold along every walk of every service. */
export function expectSoundWalk(service: Service, { moves, log, end }: Walk): void {
  for (const move of moves) {
    expectSomebodyActs(service, move.after, move.now);
    expectLawfulMove(service, move);
    expectNothingDoubled(service, move);
    expectReadableEvents(move.events ?? []);
  }
  expectSoundLog(log, end);
  expectGrantedOnFacts(service, moves, log, end);
}

/** Who can lead on an application that waits for somebody. */
const actingParty: Readonly<Record<Exclude<ActingParty, "nobody">, readonly Party[]>> = {
  applicant: ["applicant", "officer", "portal"],
  owner: ["owner"],
  officer: ["officer"],
  "state-database": ["portal"],
};

function expectSomebodyActs(service: Service, state: State, now: Date): void {
  const today = localDateOf(now);
  const waiting = waitingFor(service, state, today);
  phaseOf(service, state, today);
  summary(service, state, today);
  if (state.outcome) {
    expect(waiting).toEqual({ party: "nobody", stage: null, dueAt: null });
    expect(deadlines(service, state, today)).toEqual([]);
    for (const party of ["applicant", "owner", "officer", "portal"] as const) {
      expect(available(service, state, party, today)).toEqual([]);
    }
    return;
  }
  expect(waiting.party).not.toBe("nobody");
  if (waiting.party === "nobody") return;
  const leading = actingParty[waiting.party]
    .flatMap((party) => available(service, state, party, today))
    .filter(({ type, stage }) => type !== "withdraw" && type !== "pass-deadline" && stage === waiting.stage);
  expect(leading, `nobody can lead on from "${String(waiting.stage)}"`).not.toHaveLength(0);
  if (!isSigned(service, state)) expect(deadlines(service, state, today)).not.toEqual([]);
}

function expectLawfulMove(service: Service, { before, command, actor, now, events, after }: Move): void {
  expect(after.seq).toBe(before.seq + (events?.length ?? 0));
  if (events === null || events.length === 0) {
    expect(after).toEqual(before);
    return;
  }
  expect(before.outcome).toBeNull();
  expect(actor).not.toMatchObject({ iin: "stranger" });
  if (actor.kind === "officer") expect(actor.iin).not.toBe(before.applicant);
  const today = localDateOf(now);
  const stage = "stage" in command ? command.stage : null;
  const possible = (["applicant", "owner", "officer", "portal"] as const).flatMap((party) =>
    available(service, before, party, today),
  );
  expect(possible.some((one) => one.type === command.type && (stage === null || one.stage === stage))).toBe(true);
  expectDoneStaysDone(service, before, events, after, now);
  const signed = service.stages.findLastIndex(
    ({ kind, id }) => kind === "signature" && before.stages[id]?.status === "done",
  );
  for (const { id } of service.stages.slice(0, Math.max(signed, 0))) {
    expect(after.answers[id]).toEqual(before.answers[id]);
  }
  if (command.type !== "save-step") expect(after.answers).toEqual(before.answers);
}

function expectDoneStaysDone(
  service: Service,
  before: State,
  events: readonly DatedEvent[],
  after: State,
  now: Date,
): void {
  const reopened = events.flatMap((event) => ("reopened" in event ? event.reopened : []));
  const current = currentStage(service, before, localDateOf(now))?.id;
  for (const { id } of service.stages.slice(
    0,
    service.stages.findIndex((stage) => stage.id === current),
  )) {
    const wasDone = before.stages[id]?.status === "done";
    const wasJudgedAgain = events.some((event) => event.type === "check-refused" && event.stage === id);
    if (wasDone && !reopened.includes(id) && !wasJudgedAgain) expect(after.stages[id]?.status).toBe("done");
  }
}

/** The same command a moment later finds its work done. Checks are judged by one command after the other, so each is looked at. */
function expectNothingDoubled(service: Service, { command, actor, now, events, after }: Move): void {
  if (events === null || events.length === 0) return;
  const again = decide(service, after, command, actor, now);
  if (!again.ok) return;
  if (command.type === "judge-checks") {
    const judged = events.flatMap((event) => (event.type === "check-passed" ? [event.stage] : []));
    for (const event of again.value) if (event.type === "check-passed") expect(judged).not.toContain(event.stage);
    return;
  }
  expect(again.value).toEqual([]);
}

function expectReadableEvents(events: readonly DatedEvent[]): void {
  for (const event of events) {
    const { at, ...rest } = event;
    expect(new Date(at).toISOString()).toBe(at);
    expect(eventSchema.parse(JSON.parse(JSON.stringify(rest)))).toEqual(rest);
  }
}

const ends = new Set([
  "application-refused",
  "application-annulled",
  "application-withdrawn",
  "application-lapsed",
  "application-granted",
]);

function expectSoundLog(log: readonly DatedEvent[], end: State): void {
  let state = nothing;
  log.forEach((event, index) => {
    expect(state.outcome).toBeNull();
    state = evolve(state, event);
    expect(state.seq).toBe(index + 1);
    expect(state.outcome !== null).toBe(ends.has(event.type));
  });
  expect(state).toEqual(end);
  expect(replay(log)).toEqual(end);
}

/** Nothing is granted but on every stage done, every check passed by a database's answer, and every officer's yes. */
function expectGrantedOnFacts(service: Service, moves: readonly Move[], log: readonly DatedEvent[], end: State): void {
  for (const { command, events } of moves) {
    const facts: Answers = "facts" in command ? command.facts : {};
    for (const event of events ?? []) {
      if (event.type !== "check-passed" && event.type !== "check-refused") continue;
      const check = service.stages.find(({ id }) => id === event.stage);
      for (const name of check?.kind === "check" ? check.uses : []) {
        expect(["found", "not-found", "denied"]).toContain(facts[name]?.kind);
      }
    }
  }
  if (end.outcome?.kind !== "granted") return;
  const granted = moves.at(-1)?.now ?? new Date(end.touchedAt);
  for (const stage of stagesOf(service, end, localDateOf(granted))) {
    expect(end.stages[stage.id]?.status, stage.id).toBe("done");
    const last = log.findLast((event) => "stage" in event && event.stage === stage.id && event.type !== "returned-to");
    if (stage.kind === "check") expect(last?.type).toBe("check-passed");
    if (stage.kind === "order") expect(last?.type).toBe("order-confirmed");
    if (stage.kind === "signature") expect(last?.type).toBe("document-signed");
    if (stage.kind === "handover") expect(last?.type).toBe("handed-over");
    if (stage.kind === "payment") expect(["payment-received", "payment-waived"]).toContain(last?.type);
  }
}
