import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { knownAmong, returnTo, unanswered } from "./advance";
import type { Command } from "./commands";
import { keptConsentsOutOfDate, lapsed } from "./consent";
import type { Service } from "./define-service";
import type { ProcessEvent } from "./events";
import type { Answers } from "./facts";
import { backFrom, judgeAgain, silentAmong } from "./judge-again";
import { situationOf } from "./position";
import type { PlaceStage, Situation } from "./stages";
import type { State } from "./state";

/** IINs of those who will be there: the applicant and whoever comes with them. */
export function peopleOf(state: State, stage: PlaceStage, situation: Situation): string[] {
  return [...new Set([state.applicant, ...stage.people(situation)])];
}

/** How many people there may be in the dwelling for this application; null while a database that the limit rests on does not answer. */
export function limitOf(
  service: Service,
  state: State,
  stage: PlaceStage,
  facts: Answers,
  today: LocalDate,
): number | "unlimited" | null {
  const { known, silent } = knownAmong(service, state, stage.uses, facts);
  return silent.length > 0 ? null : limitFor(stage, known, situationOf(state, today));
}

function limitFor(stage: PlaceStage, ...[facts, situation]: Parameters<PlaceStage["limit"]>): number | "unlimited" {
  return stage.lifted?.(situation) === true ? "unlimited" : stage.limit(facts, situation);
}

/**
 * What comes of a place wanted: it is taken, or there is none left and the applicant goes back; they also go back where a check that is
 * judged again refuses. Whoever calls it holds the dwelling's
 * lock and has counted under it. While a database is silent nothing is taken and nothing lost [S1 §10.3].
 */
export function takePlace(
  service: Service,
  state: State,
  stage: PlaceStage,
  command: Extract<Command, { type: "take-place" }>,
  now: Date,
): readonly ProcessEvent[] {
  const today = localDateOf(now);
  const over = keptConsentsOutOfDate(service, state, now);
  const [first] = over;
  if (first) return command.mayAsk === false ? [lapsed(first.stage)] : over;
  const { events: judged, state: reached } = judgeAgain(service, state, stage.rechecks ?? [], command.facts, now);
  if (judged.some((event) => event.type === "check-refused")) return backFrom(stage.id, judged);
  const situation = situationOf(reached, today);
  const { known, silent: unknown } = knownAmong(service, reached, stage.uses, command.facts);
  const silent = [...new Set([...silentAmong(judged), ...unknown])];
  if (silent.length > 0) return unanswered(state, stage.id, silent);
  const limit = limitFor(stage, known, situation);
  const dwelling = stage.dwelling(situation);
  const people = peopleOf(state, stage, situation);
  if (limit === "unlimited") {
    return [
      ...judged,
      { type: "place-taken", stage: stage.id, dwelling, people, needed: 0, occupied: null, capacity: null },
    ];
  }
  if (command.occupied?.kind !== "found") return unanswered(state, stage.id, [stage.database]);
  const occupied = command.occupied.value.count;
  const needed = stage.needed(situation);
  if (needed === 0 || occupied + needed <= limit) {
    return [...judged, { type: "place-taken", stage: stage.id, dwelling, people, needed, occupied, capacity: limit }];
  }
  return [
    { type: "place-lost", stage: stage.id, dwelling, needed, occupied, capacity: limit },
    returnTo(service, stage.returnsTo, stage.id),
  ];
}

/** The stage whose place an application holds: from when it is taken until the application ends or goes back before it. */
export function heldPlace(service: Service, state: State): PlaceStage | undefined {
  if (state.outcome) return undefined;
  return service.stages.find(
    (stage): stage is PlaceStage => stage.kind === "place" && state.stages[stage.id]?.status === "done",
  );
}
