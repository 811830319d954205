import { addDays, endOfDay, localDateOf } from "@/lib/kernel/local-date";
import { err, ok, type Result } from "@/lib/kernel/result";
import { advance, judge, returnTo } from "./advance";
import { isTheirs, maySubmit } from "./applicant";
import { available, canWithdraw, type Party } from "./available";
import type { Actor, Command, NotDone } from "./commands";
import { deadlines } from "./deadlines";
import type { Service } from "./define-service";
import type { DatedEvent, Follows, ProcessEvent } from "./events";
import { consent, consentsToAskAgain, lapsed } from "./consent";
import { backFrom, judgeAgain, silentAmong } from "./judge-again";
import { takePlace } from "./place";
import { currentStage, dueChecks, situationOf, stagesOf, whoseAffair } from "./position";
import { same } from "./same";
import { said } from "./summary";
import { offeredReasons, paymentReversed, withRefunds } from "./refunds";
import { saveStep, standsTheSame } from "./save-step";
import { offeredDecisions } from "./offered-decisions";
import type { Situation, Stage } from "./stages";
import { evolve, nothing, type State } from "./state";

type Events = Result<readonly ProcessEvent[], NotDone>;

/** Calendar days for which an application waits for KDP to let the portal ask again [ours]. */
const accessDays = 10;

/** The first events of an application. */
export function start(
  service: Service,
  application: {
    readonly id: string;
    readonly number: string;
    readonly applicant: string;
    readonly bin?: string;
    readonly follows?: Follows;
  },
  now: Date,
): readonly DatedEvent[] {
  const started: ProcessEvent = {
    type: "application-started",
    service: service.id,
    version: service.version,
    ...application,
  };
  return withWhatFollows(service, nothing, [started], now);
}

/**
 * What comes of a command: the events to append, or why nothing happens.
 * In: the declaration, the state, who commands what, the instant on the applicant's clock. Pure: facts come with the command.
 * No events means that the command had already been carried out.
 */
export function decide(
  service: Service,
  state: State,
  command: Command,
  actor: Actor,
  now: Date,
): Result<readonly DatedEvent[], NotDone> {
  const today = localDateOf(now);
  const party = partyOf(actor, state, command);
  if (!party) return err({ kind: "not-yours" });
  const possible = available(service, state, party, today);
  const stageId = "stage" in command ? command.stage : null;
  const allowed = possible.some((one) => one.type === command.type && (stageId === null || one.stage === stageId));
  if (!allowed) return err({ kind: "not-available", possible });
  const stage = service.stages.find((one) => one.id === stageId);
  const isOwn = actor.kind === "officer" && whoseAffair(stage, state, today).includes(actor.iin);
  if (isOwn) return err({ kind: "own-application" });
  const events = carryOut(service, state, command, actor, stage, now);
  if (!events.ok) return events;
  const all = withWhatFollows(service, state, events.value, now);
  // A page that was sent back is saved unchanged, and comes back for the same reasons: nothing has happened.
  if (command.type === "save-step" && standsTheSame(state, all.reduce(evolve, state))) return ok([]);
  return ok(all);
}

/** In what capacity the actor gives this command; undefined when they have no part in the application. */
function partyOf(actor: Actor, state: State, command: Command): Party | undefined {
  if (actor.kind === "portal") return "portal";
  if (command.type === "give-consent" || command.type === "decline-consent") {
    const asked = state.stages[command.stage];
    const isAsked = asked?.status === "open" && asked.roles.includes(actor.iin) && command.by === actor.iin;
    return isAsked ? "owner" : undefined;
  }
  if (command.type === "decide-task" || command.type === "hand-over") {
    return actor.kind === "officer" && actor.roles.includes(command.role) ? "officer" : undefined;
  }
  if (actor.kind !== "citizen" || !isTheirs(state, actor)) return undefined;
  return actor.entity === undefined || maySubmit(actor.entity.right) ? "applicant" : "preparer";
}

function carryOut(
  service: Service,
  state: State,
  command: Command,
  actor: Actor,
  stage: Stage | undefined,
  now: Date,
): Events {
  const today = localDateOf(now);
  const situation = situationOf(state, today);
  switch (command.type) {
    case "judge-checks":
      return ok(judge(service, state, dueChecks(service, state, today), command.facts, today));
    case "save-step":
      return saveStep(service, state, command, today);
    case "sign":
      return sign(service, state, command, now);
    case "give-consent":
    case "decline-consent":
      return consent(service, state, command, stage, now);
    case "take-place":
      return stage?.kind === "place"
        ? ok(takePlace(service, state, stage, command, now))
        : err({ kind: "unknown-decision" });
    case "answer-order":
      return answerOrder(service, state, command, stage, now);
    case "pay": {
      const open = state.stages[command.stage];
      const { tenge, invoice } = command;
      if (open?.status !== "open" || open.tenge !== tenge) return err({ kind: "wrong-amount" });
      return ok([{ type: "payment-received", stage: command.stage, tenge, invoice }]);
    }
    case "reverse-payment":
      return ok([{ type: "application-lapsed", stage: command.stage, deadline: paymentReversed }]);
    case "decide-task":
      return decideTask(service, state, command, actor, stage, situation);
    case "hand-over": {
      if (stage?.kind !== "handover" || actor.kind !== "officer") return err({ kind: "unknown-decision" });
      if (stage.role(situation) !== command.role) return err({ kind: "not-yours" });
      if (stage.proof(situation) !== command.proof.trim()) return err({ kind: "wrong-proof" });
      return ok([{ type: "handed-over", stage: stage.id, officer: actor.iin }]);
    }
    case "withdraw":
      return ok([{ type: "application-withdrawn", stage: currentStage(service, state, today)?.id ?? "" }]);
    case "pass-deadline":
      return passDeadline(service, state, command, now);
  }
}

function sign(service: Service, state: State, command: Extract<Command, { type: "sign" }>, now: Date): Events {
  const today = localDateOf(now);
  const stages = stagesOf(service, state, today);
  const stage = stages.find((one) => one.id === command.stage);
  if (stage?.kind !== "signature" || !stage.methods.includes(command.method)) return err({ kind: "unknown-decision" });
  const { events: judged, state: reached } = judgeAgain(service, state, stage.rechecks, command.facts, now);
  const silent = silentAmong(judged);
  if (silent.length > 0) return err({ kind: "unanswered", databases: silent });
  if (judged.some((event) => event.type === "check-refused")) return ok(judged);
  // What the checks have found may ask for another page of the form: that comes before the signature.
  if (currentStage(service, reached, today)?.id !== stage.id) return ok(judged);
  // They may have changed what the document says: nobody signs what is not so any more, and the next one is read first.
  if (!same(said(service, state, today), said(service, reached, today))) return ok(judged);
  const { signatureId, documentHash, method } = command;
  const signed: ProcessEvent = { type: "document-signed", stage: stage.id, signatureId, documentHash, method };
  return ok([...judged, signed, ...consentsToAskAgain(service, reached, stage, now)]);
}

function answerOrder(
  service: Service,
  state: State,
  command: Extract<Command, { type: "answer-order" }>,
  stage: Stage | undefined,
  now: Date,
): Events {
  if (stage?.kind !== "order") return err({ kind: "unknown-decision" });
  const { answer } = command;
  const open = state.stages[stage.id];
  const isRefused = open?.status === "open" && open.refusedAccessAt !== undefined;
  switch (answer.kind) {
    case "waiting":
      // KDP lets the portal ask again: the term that ran meanwhile is over.
      return ok(isRefused ? [{ type: "order-placed", stage: stage.id }] : []);
    case "denied": {
      if (isRefused) return ok([]);
      const canLapse = canWithdraw(service, stage) || stage.lapses === true;
      const dueAt = canLapse ? endOfDay(addDays(localDateOf(now), accessDays)).toISOString() : null;
      return ok([{ type: "access-refused", stage: stage.id, dueAt }]);
    }
    case "not-made": {
      const { events: judged } = judgeAgain(service, state, stage.rechecks ?? [], answer.facts, now);
      return ok(judged.some((event) => event.type === "check-refused") ? backFrom(stage.id, judged) : []);
    }
    case "confirmed":
      return ok([{ type: "order-confirmed", stage: stage.id, result: answer.result }]);
    case "refused": {
      const { reason, params } = answer;
      return ok([
        { type: "order-refused", stage: stage.id, reason, params },
        { type: "application-refused", stage: stage.id, reason, params },
      ]);
    }
    case "sent-back": {
      const back = stage.returnsTo;
      if (back === undefined) return err({ kind: "unknown-decision" });
      return ok([
        { type: "order-sent-back", stage: stage.id, params: answer.params },
        returnTo(service, back, stage.id),
      ]);
    }
  }
}

function decideTask(
  service: Service,
  state: State,
  command: Extract<Command, { type: "decide-task" }>,
  actor: Actor,
  stage: Stage | undefined,
  situation: Situation,
): Events {
  if (stage?.kind !== "task" || actor.kind !== "officer") return err({ kind: "unknown-decision" });
  const open = state.stages[stage.id];
  if (open?.status !== "open" || !open.roles.includes(command.role) || open.given.includes(command.role)) {
    return err({ kind: "not-yours" });
  }
  const { role, decision, reason, comment, entered, signatureId } = command;
  const chosen = offeredDecisions(stage, situation).get(decision);
  if (!chosen) return err({ kind: "unknown-decision" });
  const asksForEntry = chosen.outcome === "continue" && chosen.enters !== undefined;
  if (asksForEntry !== (entered !== undefined)) return err({ kind: "unknown-decision" });
  const officer = actor.iin;
  const decided: ProcessEvent = {
    type: "task-decided",
    stage: stage.id,
    role,
    decision,
    reason,
    comment,
    officer,
    signatureId,
    ...(entered ? { entered: { ...entered } } : {}),
  };
  switch (chosen.outcome) {
    case "continue":
      return reason === null ? ok([decided]) : err({ kind: "unknown-decision" });
    case "annulled": {
      if (reason === null || !offeredReasons(service, state, chosen).includes(reason)) {
        return err({ kind: "unknown-decision" });
      }
      return ok([decided, { type: "application-annulled", stage: stage.id, reason, comment }]);
    }
  }
}

function passDeadline(
  service: Service,
  state: State,
  command: Extract<Command, { type: "pass-deadline" }>,
  now: Date,
): Events {
  const { stage, deadline } = command;
  const running = deadlines(service, state, localDateOf(now)).find(
    (one) => one.stage === stage && one.kind === deadline,
  );
  if (!running || running.dueAt > now) return err({ kind: "not-due" });
  switch (running.kind) {
    case "draft-lapses":
    case "payment-lapses":
    case "access-lapses":
      return ok([{ type: "application-lapsed", stage, deadline }]);
    case "consent-lapses":
      return ok([lapsed(stage)]);
    case "task-overdue":
    case "consent-reminder":
    case "payment-reminder":
    case "collect-reminder":
      return ok([{ type: "deadline-passed", stage, deadline }]);
    case "ask-again":
      return ok([]);
  }
}

/** Dates the events, and lets the application go on by itself as far as it can. */
function withWhatFollows(
  service: Service,
  state: State,
  events: readonly ProcessEvent[],
  now: Date,
): readonly DatedEvent[] {
  const at = now.toISOString();
  const dated = events.map((event) => ({ ...event, at }));
  if (dated.length === 0) return dated;
  const after = dated.reduce(evolve, state);
  return withRefunds(service, state, [...dated, ...advance(service, after, now)]);
}
