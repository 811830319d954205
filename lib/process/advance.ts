import type { Answer } from "@/lib/kernel/answer";
import { addDays, endOfDay, localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { addReceptionMinutes } from "@/lib/kernel/reception-hours";
import { addWorkingDays } from "@/lib/kernel/working-days";
import type { Service } from "./define-service";
import type { DatedEvent, ProcessEvent } from "./events";
import type { Answers, Known } from "./facts";
import { currentStage, dueChecks, isSigned, situationOf, stagesOf, whoMustAgree } from "./position";
import type { CheckStage, Stage, TaskTerm } from "./stages";
import { evolve, type State } from "./state";

/**
 * Lets an application go on until somebody has to act: opens tasks, places orders, waives a payment of nothing, judges the
 * checks that need no state database, and grants when every stage is done. Out: the events of it.
 */
export function advance(service: Service, state: State, now: Date): readonly DatedEvent[] {
  const at = now.toISOString();
  const all: DatedEvent[] = [];
  let reached = state;
  for (;;) {
    const next = enter(service, reached, now).map((event) => ({ ...event, at }));
    if (next.length === 0) return all;
    all.push(...next);
    reached = next.reduce(evolve, reached);
  }
}

/** What happens by itself at the stage where the application stands; nothing when it waits for somebody. */
function enter(service: Service, state: State, now: Date): readonly ProcessEvent[] {
  if (state.outcome) return [];
  const today = localDateOf(now);
  const stage = currentStage(service, state, today);
  if (!stage) return [{ type: "application-granted" }];
  if (state.stages[stage.id]?.status === "open") return [];
  const situation = situationOf(state, today);
  switch (stage.kind) {
    case "step":
    case "signature":
    case "place":
      return [];
    case "check": {
      const due = dueChecks(service, state, today);
      return due.every((check) => check.uses.length === 0) ? judge(service, state, due, {}, today) : [];
    }
    case "consent":
      return [
        {
          type: "consent-requested",
          stage: stage.id,
          from: [...whoMustAgree(stage, state, today)],
          dueAt: endOfWorkingTerm(today, stage.termWorkingDays),
        },
      ];
    case "order":
      return [{ type: "order-placed", stage: stage.id }];
    case "payment":
      return [requestPayment(stage, situation)];
    case "task":
      return [
        {
          type: "task-opened",
          stage: stage.id,
          roles: [...stage.roles(situation)],
          dueAt: dueOf(stage.term, now),
          ...(stage.anyOne === true ? { anyOne: stage.anyOne } : {}),
        },
      ];
    case "handover":
      return [
        {
          type: "handover-opened",
          stage: stage.id,
          role: stage.role(situation),
          remindAt: endOfDay(addDays(today, stage.reminderDays)).toISOString(),
        },
      ];
  }
}

function requestPayment(
  stage: Extract<Stage, { kind: "payment" }>,
  situation: ReturnType<typeof situationOf>,
): ProcessEvent {
  const { tenge, ground } = stage.amount(situation);
  if (tenge === 0) return { type: "payment-waived", stage: stage.id, ground };
  const dueAt = endOfDay(addDays(situation.today, stage.termDays)).toISOString();
  return { type: "payment-requested", stage: stage.id, tenge, ground, dueAt };
}

/** When a task is due that is opened now. */
function dueOf(term: TaskTerm, now: Date): string {
  return "workingDays" in term
    ? endOfWorkingTerm(localDateOf(now), term.workingDays)
    : addReceptionMinutes(now, term.receptionMinutes).toISOString();
}

function endOfWorkingTerm(today: LocalDate, workingDays: number): string {
  return endOfDay(addWorkingDays(today, workingDays)).toISOString();
}

/**
 * Judges checks by the answers of the state databases. A check whose database did not answer is unanswered, never refused.
 * A refusal that no step can mend ends the application; else the applicant goes back to the earliest step that a check names.
 */
export function judge(
  service: Service,
  state: State,
  checks: readonly CheckStage[],
  answers: Answers,
  today: LocalDate,
): readonly ProcessEvent[] {
  const events = checks.flatMap((check) => judgeOne(service, check, state, answers, today));
  const refusals = events.filter((event) => event.type === "check-refused");
  const [first] = refusals;
  if (!first) return events;
  const stages = stagesOf(service, state, today);
  const steps = refusals.map(({ stage }) => {
    const back = checks.find((check) => check.id === stage)?.returnsTo;
    return stages.findIndex((one) => one.kind === "step" && one.id === back);
  });
  const final = refusals[steps.findIndex((step) => step < 0)];
  if (final) {
    const { stage, reason, params } = final;
    return [...events, { type: "application-refused", stage, reason, params }];
  }
  const back = stages[Math.min(...steps)];
  // A check may be judged again long after its place, when something is signed: all that came since goes back with it.
  const here = currentStage(service, state, today)?.id ?? first.stage;
  const voided = refusals.flatMap(({ stage }) => checks.find((check) => check.id === stage)?.voids ?? []);
  return back ? [...events, returnTo(service, back.id, here, voided)] : events;
}

/**
 * The application goes back from stage `from` to `target`. What was signed, ordered or decided since then rests on what is now open
 * again, and is done anew; what was paid and consented stays, unless the consent is among the `voided`, and so do the other pages of the
 * form. A step's own checks are judged anew when it is saved.
 */
export function returnTo(service: Service, target: string, from: string, voided: readonly string[] = []): ProcessEvent {
  const index = (id: string) => service.stages.findIndex((stage) => stage.id === id);
  const isStep = service.stages[index(target)]?.kind === "step";
  const since = service.stages.slice(index(target) + 1, index(from)).filter(({ id, kind }) => {
    switch (kind) {
      case "signature":
      case "place":
      case "order":
      case "task":
      case "handover":
        return true;
      case "check":
        return !isStep;
      case "consent":
        return voided.includes(id);
      case "step":
      case "payment":
        return false;
    }
  });
  return { type: "returned-to", stage: target, reopened: [target, ...since.map(({ id }) => id)] };
}

/**
 * Whether an answer is one to judge by. After the signature "denied" is none: KDP has shut a database that it had opened, and
 * whoever has signed is neither refused nor charged for that; the database is asked again.
 */
export function isKnown(service: Service, state: State, answer: Answer<unknown> | undefined): answer is Known<unknown> {
  switch (answer?.kind) {
    case "found":
    case "not-found":
      return true;
    case "denied":
      return !isSigned(service, state);
    case "unavailable":
    case "invalid-answer":
    case undefined:
      return false;
  }
}

/** Of the named questions: what is known, and the databases that have not answered. */
export function knownAmong(
  service: Service,
  state: State,
  names: readonly string[],
  answers: Answers,
): { readonly known: Readonly<Record<string, Known<unknown>>>; readonly silent: readonly string[] } {
  const known: Record<string, Known<unknown>> = {};
  const silent = new Set<string>();
  for (const name of names) {
    const answer = answers[name];
    if (isKnown(service, state, answer)) known[name] = answer;
    else silent.add(service.reads[name]?.database ?? name);
  }
  return { known, silent: [...silent] };
}

/** That a stage waits for these databases; nothing when that is known. */
export function unanswered(state: State, stage: string, databases: readonly string[]): readonly ProcessEvent[] {
  const before = state.stages[stage];
  const told = before?.status === "unanswered" && before.databases.join() === databases.join();
  return told ? [] : [{ type: "check-unanswered", stage, databases: [...databases] }];
}

function judgeOne(
  service: Service,
  check: CheckStage,
  state: State,
  answers: Answers,
  today: LocalDate,
): readonly ProcessEvent[] {
  const { known, silent } = knownAmong(service, state, check.uses, answers);
  const situation = situationOf(state, today);
  if (silent.length > 0) {
    const evidence = check.settledBy?.(known, situation);
    return evidence ? [{ type: "check-passed", stage: check.id, evidence }] : unanswered(state, check.id, silent);
  }
  const verdict = check.judge(known, situation);
  switch (verdict.kind) {
    case "passed":
      return [{ type: "check-passed", stage: check.id, evidence: { ...verdict.evidence } }];
    case "refused":
      return [{ type: "check-refused", stage: check.id, reason: verdict.reason, params: { ...verdict.params } }];
  }
}
