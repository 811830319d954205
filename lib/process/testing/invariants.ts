import { localDateOf } from "@/lib/kernel/local-date";
import { available, type Party } from "../available";
import { deadlines } from "../deadlines";
import { decide } from "../decide";
import type { Service } from "../define-service";
import { eventSchema, type DatedEvent } from "../events";
import type { Answers } from "../facts";
import { currentStage, isSigned, phaseOf, stagesOf, waitingFor, type ActingParty } from "../position";
import { paymentReversed } from "../refunds";
import { same } from "../same";
import { evolve, nothing, replay, type State } from "../state";
import { summary } from "../summary";
import type { Move, Walk } from "./walk";

/** Everything that must hold along every walk of every service, and does not along this one: a sentence each. */
export function faultsOf(service: Service, { moves, log, end }: Walk): readonly string[] {
  const found = moves.flatMap((move, index) =>
    [
      ...faultsOfStanding(service, move.after, move.now),
      ...faultsOfMove(service, move),
      ...faultsOfRepetition(service, move),
      ...(move.events ?? []).flatMap(faultsOfEvent),
    ].map((fault) => `move ${String(index)}, ${move.command.type}: ${fault}`),
  );
  return [
    ...found,
    ...faultsOfLog(log, end),
    ...faultsOfGrant(service, { moves, log, end }),
    ...faultsOfMoney(service, log, end),
  ];
}

/** What was paid is given back once, when the application ends without being granted; an officer who annuls may have decided otherwise. */
function faultsOfMoney(service: Service, log: readonly DatedEvent[], end: State): readonly string[] {
  const paid = log.flatMap((event) => (event.type === "payment-received" ? [event.stage] : []));
  const refunded = log.flatMap((event) => (event.type === "refund-ordered" ? [event.stage] : []));
  const amounts = (type: DatedEvent["type"], stage: string) =>
    log.filter((event) => event.type === type && "stage" in event && event.stage === stage && "tenge" in event);
  const decided = log.findLast((event) => event.type === "task-decided");
  const task = service.stages.find(({ id }) => id === decided?.stage);
  const decision = task?.kind === "task" && decided ? task.decisions[decided.decision] : undefined;
  const { outcome } = end;
  const isDue =
    outcome !== null &&
    outcome.kind !== "granted" &&
    outcome.reason !== paymentReversed &&
    (outcome.kind !== "annulled" ||
      (decision?.outcome === "annulled" && decision.refunds?.includes(outcome.reason ?? "") === true));
  return [
    ...must(new Set(paid).size === paid.length, "paid twice"),
    ...must(
      refunded.toSorted().join() === (isDue ? paid.toSorted().join() : ""),
      "money kept, or given back for nothing",
    ),
    ...refunded.flatMap((stage) => {
      const [one, other] = [amounts("payment-received", stage)[0], amounts("refund-ordered", stage)[0]];
      const isWhole = one && other && "tenge" in one && "tenge" in other && one.tenge === other.tenge;
      return must(isWhole === true, "another amount given back");
    }),
  ];
}

/** The fault, unless what must hold does. */
function must(holds: boolean, fault: string): readonly string[] {
  return holds ? [] : [fault];
}

const parties: readonly Party[] = ["applicant", "owner", "officer", "portal"];

/** Who can lead on an application that waits for somebody. */
const actingParty: Readonly<Record<Exclude<ActingParty, "nobody">, readonly Party[]>> = {
  applicant: ["applicant", "officer", "portal"],
  owner: ["owner"],
  officer: ["officer"],
  "state-database": ["portal"],
};

/** An application has ended, or somebody can lead it on; a draft has a deadline. */
function faultsOfStanding(service: Service, state: State, now: Date): readonly string[] {
  const today = localDateOf(now);
  const { party, stage: waitsAt } = waitingFor(service, state, today);
  const running = deadlines(service, state, today);
  // These are asked for every page: they may not throw anywhere.
  phaseOf(service, state, today);
  summary(service, state, today);
  if (state.outcome) {
    const possible = parties.flatMap((one) => available(service, state, one, today));
    return [
      ...must(party === "nobody", "it has ended and still waits"),
      ...must(running.length === 0, "it has ended and still has deadlines"),
      ...must(possible.length === 0, "it has ended and something can still be done"),
    ];
  }
  if (party === "nobody") return ["it has not ended and waits for nobody"];
  const leading = actingParty[party]
    .flatMap((one) => available(service, state, one, today))
    .filter(({ type, stage }) => type !== "withdraw" && type !== "pass-deadline" && stage === waitsAt);
  return [
    ...must(leading.length > 0, `nobody can lead on from "${String(waitsAt)}"`),
    ...must(isSigned(service, state) || running.length > 0, "a draft without a deadline"),
  ];
}

function faultsOfMove(service: Service, { before, command, actor, now, events, after }: Move): readonly string[] {
  const counted = must(after.seq === before.seq + (events?.length ?? 0), "events are not counted");
  if (events === null || events.length === 0)
    return [...counted, ...must(same(after, before), "changed without event")];
  const today = localDateOf(now);
  const stage = "stage" in command ? command.stage : null;
  const possible = parties.flatMap((party) => available(service, before, party, today));
  const isPossible = possible.some((one) => one.type === command.type && (stage === null || one.stage === stage));
  const signed = service.stages.findLastIndex(
    ({ kind, id }) => kind === "signature" && before.stages[id]?.status === "done",
  );
  const fixed = service.stages.slice(0, Math.max(signed, 0));
  return [
    ...counted,
    ...must(before.outcome === null, "an event after the end"),
    ...must(actor.kind === "portal" || actor.iin !== "stranger", "a stranger changed it"),
    ...must(actor.kind !== "officer" || actor.iin !== before.applicant, "an officer changed their own application"),
    ...must(isPossible, "what was not possible was done"),
    ...must(command.type === "save-step" || same(after.answers, before.answers), "answers changed by the way"),
    ...fixed.flatMap(({ id }) =>
      must(same(after.answers[id], before.answers[id]), `the signed answers to "${id}" changed`),
    ),
    ...faultsOfDoneStages(service, before, events, after, now),
  ];
}

/** What is done stays done, unless an event names it. */
function faultsOfDoneStages(
  service: Service,
  before: State,
  events: readonly DatedEvent[],
  after: State,
  now: Date,
): readonly string[] {
  const named = events.flatMap((event) => [
    ...("reopened" in event ? event.reopened : []),
    ...(event.type === "check-refused" ? [event.stage] : []),
  ]);
  const current = currentStage(service, before, localDateOf(now))?.id;
  const passed = service.stages.slice(
    0,
    service.stages.findIndex(({ id }) => id === current),
  );
  return passed.flatMap(({ id }) =>
    must(
      before.stages[id]?.status !== "done" || named.includes(id) || after.stages[id]?.status === "done",
      `"${id}" was done, and nothing says why it no longer is`,
    ),
  );
}

/** The same command a moment later finds its work done. Checks are judged by one command after the other, so each is looked at. */
function faultsOfRepetition(service: Service, { command, actor, now, events, after }: Move): readonly string[] {
  if (events === null || events.length === 0) return [];
  const again = decide(service, after, command, actor, now);
  if (!again.ok) return [];
  if (command.type !== "judge-checks") return must(again.value.length === 0, "done twice");
  const judged = events.flatMap((event) => (event.type === "check-passed" ? [event.stage] : []));
  return again.value.flatMap((event) =>
    event.type === "check-passed" ? must(!judged.includes(event.stage), `"${event.stage}" was judged twice`) : [],
  );
}

function faultsOfEvent(event: DatedEvent): readonly string[] {
  const { at, ...rest } = event;
  const read = eventSchema.safeParse(JSON.parse(JSON.stringify(rest)));
  return [
    ...must(new Date(at).toISOString() === at, `${event.type} is not dated`),
    ...must(read.success && same(read.data, rest), `${event.type} cannot be written and read again`),
    ...faultsOfPlace(event),
  ];
}

/** A place is taken within the limit, and lost only beyond it. */
function faultsOfPlace(event: DatedEvent): readonly string[] {
  if (event.type !== "place-taken" && event.type !== "place-lost") return [];
  if (event.capacity === null || event.occupied === null)
    return must(event.type === "place-taken", "lost without limit");
  if (event.type === "place-lost")
    return must(event.occupied + event.needed > event.capacity, "lost though there was room");
  return must(event.occupied + event.needed <= event.capacity, "more people than the limit");
}

const ends = new Set([
  "application-refused",
  "application-annulled",
  "application-withdrawn",
  "application-lapsed",
  "application-granted",
]);

function faultsOfLog(log: readonly DatedEvent[], end: State): readonly string[] {
  let state = nothing;
  const faults = log.flatMap((event, index) => {
    const ended = state.outcome !== null;
    state = evolve(state, event);
    return [
      ...must(!ended, `${event.type} after the end`),
      ...must(state.seq === index + 1, `${event.type} is not number ${String(index + 1)}`),
      ...must((state.outcome !== null) === ends.has(event.type), `${event.type} and the outcome disagree`),
    ];
  });
  return [
    ...faults,
    ...must(same(state, end), "the log leads elsewhere, event by event"),
    ...must(same(replay(log), end), "the log leads elsewhere, replayed"),
  ];
}

const lastEvents = {
  check: ["check-passed"],
  step: ["step-saved"],
  signature: ["document-signed"],
  consent: ["consent-requested", "consent-given"],
  place: ["place-taken"],
  order: ["order-confirmed"],
  payment: ["payment-received", "payment-waived"],
  task: ["task-decided"],
  handover: ["handed-over"],
} as const;

/** A check is judged on what databases have answered; and a grant follows the yes of every stage that the application has. */
function faultsOfGrant(service: Service, { moves, log, end }: Walk): readonly string[] {
  const guessed = moves.flatMap(({ command, events }) => {
    const facts: Answers = "facts" in command ? command.facts : {};
    return (events ?? []).flatMap((event) => {
      if (event.type !== "check-passed" && event.type !== "check-refused") return [];
      const check = service.stages.find(({ id }) => id === event.stage);
      const kinds = check?.kind === "check" ? check.uses.map((name) => facts[name]?.kind ?? "unavailable") : [];
      const isKnown = kinds.every((kind) => kind !== "unavailable" && kind !== "invalid-answer");
      return must(isKnown, `"${event.stage}" was judged without an answer`);
    });
  });
  if (end.outcome?.kind !== "granted") return guessed;
  const grantedOn = localDateOf(new Date(end.outcome.at));
  const short = stagesOf(service, end, grantedOn).flatMap(({ id, kind }) => {
    const about = log.filter((event) => "stage" in event && event.stage === id && event.type !== "returned-to");
    const last = about.at(-1)?.type;
    return [
      ...must(end.stages[id]?.status === "done", `granted, and "${id}" is not done`),
      ...must(
        lastEvents[kind].some((type) => type === last),
        `granted, and "${id}" ended with ${String(last)}`,
      ),
    ];
  });
  return [...guessed, ...short];
}
