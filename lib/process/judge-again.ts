import { localDateOf } from "@/lib/kernel/local-date";
import { judge } from "./advance";
import type { Service } from "./define-service";
import type { ProcessEvent } from "./events";
import type { Answers } from "./facts";
import { stagesOf } from "./position";
import type { CheckStage } from "./stages";
import { evolve, type State } from "./state";

/** What came of judging checks once more. */
export interface JudgedAgain {
  readonly events: readonly ProcessEvent[];
  /** The application with what the checks that passed have left behind. */
  readonly state: State;
  /** The check that did not pass; the ones after it have not been judged. */
  readonly stoppedAt?: CheckStage;
}

/**
 * Judges the named checks once more, one after another: each on what the ones before it have just left behind, never on what was known
 * when the form was filled in. It stops at the first that refuses, or whose database does not answer.
 */
export function judgeAgain(
  service: Service,
  state: State,
  names: readonly string[],
  answers: Answers,
  now: Date,
): JudgedAgain {
  const today = localDateOf(now);
  const at = now.toISOString();
  const events: ProcessEvent[] = [];
  let reached = state;
  for (const check of service.stages) {
    if (check.kind !== "check" || !names.includes(check.id)) continue;
    if (!stagesOf(service, reached, today).includes(check)) continue;
    const judged = judge(service, reached, [check], answers, today);
    events.push(...judged);
    if (!judged.every(({ type }) => type === "check-passed")) return { events, state: reached, stoppedAt: check };
    reached = judged.map((event) => ({ ...event, at })).reduce(evolve, reached);
  }
  return { events, state: reached };
}

/** These events, with which the application goes back from a stage as well: whatever it has waited for, or has lost, is done anew. */
export function backFrom(stage: string, events: readonly ProcessEvent[]): readonly ProcessEvent[] {
  return events.map((event) =>
    event.type === "returned-to" ? { ...event, reopened: [...event.reopened, stage] } : event,
  );
}

/** The state databases that kept the last of them from being judged. */
export function silentAmong(events: readonly ProcessEvent[]): readonly string[] {
  return [...new Set(events.flatMap((event) => (event.type === "check-unanswered" ? event.databases : [])))];
}
