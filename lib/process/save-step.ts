import type { LocalDate } from "@/lib/kernel/local-date";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Command, NotDone } from "./commands";
import type { Service } from "./define-service";
import type { ProcessEvent } from "./events";
import { stagesOf } from "./position";
import { same } from "./same";
import type { Stage } from "./stages";
import { evolve, type State } from "./state";

/**
 * Saves the answers of a step, in the form that its schema gives them. Later checks are judged anew, and steps whose answers were a
 * part of the changed one's, or which the application no longer has, lose theirs: no stale answer stays behind. Consent is asked for
 * again unless it outlives the step: nobody has agreed to another dwelling. That there was no place is forgotten unless the step is the
 * one that this has led to: whether there is one now is for the checks to find.
 */
export function saveStep(
  service: Service,
  state: State,
  command: Extract<Command, { type: "save-step" }>,
  today: LocalDate,
): Result<readonly ProcessEvent[], NotDone> {
  const stages = stagesOf(service, state, today);
  const index = stages.findIndex((one) => one.id === command.stage);
  const step = stages[index];
  if (step?.kind !== "step") return err({ kind: "invalid-answers" });
  const parsed = step.schema.safeParse(command.answers);
  if (!parsed.success) return err({ kind: "invalid-answers" });
  const answers = { ...parsed.data };
  const later = stages.slice(index + 1);
  const lost = later.filter((stage) => stage.kind === "place" && isBefore(service, step, stage.returnsTo));
  const isForgotten = lost.some(({ id }) => Object.hasOwn(state.evidence, id));
  const isChanged = !same(state.answers[step.id], answers);
  if (state.stages[step.id]?.status === "done" && !isChanged && !isForgotten) return ok([]);

  const saved = (reopened: readonly string[]): ProcessEvent => ({
    type: "step-saved",
    stage: step.id,
    answers,
    labels: { ...command.labels },
    reopened: service.stages.map(({ id }) => id).filter((id) => reopened.includes(id)),
  });
  let reopened = later
    .filter(
      (stage) =>
        stage.kind === "check" ||
        (stage.kind === "consent" && isChanged && stage.outlives?.includes(step.id) !== true) ||
        followsFrom(later, step.id).includes(stage),
    )
    .map(({ id }) => id)
    .filter((id) => isBegun(state, id));
  if (isForgotten) reopened = [...reopened, ...lost.map(({ id }) => id)];
  // A condition may rest on what is taken away here, hence the repetition.
  for (;;) {
    const after = evolve(state, { ...saved(reopened), at: state.touchedAt });
    const kept = new Set(stagesOf(service, after, today));
    const gone = service.stages
      .filter((stage) => !kept.has(stage) && isBegun(after, stage.id) && !isPaid(after, stage))
      .map(({ id }) => id);
    if (gone.length === 0) return ok([saved(reopened)]);
    reopened = [...reopened, ...gone];
  }
}

/** The steps that are a part of this one's answer, and those that are a part of theirs. */
function followsFrom(later: readonly Stage[], first: string): readonly Stage[] {
  const changed = [first];
  return later.filter((stage) => {
    const follows = stage.kind === "step" && (stage.follows ?? []).some((id) => changed.includes(id));
    if (follows) changed.push(stage.id);
    return follows;
  });
}

/** Whether a step stands before another stage. */
function isBefore({ stages }: Service, step: Stage, other: string): boolean {
  return stages.indexOf(step) < stages.findIndex(({ id }) => id === other);
}

/** What was paid is not forgotten with the question that it hung on: nobody pays it twice. */
function isPaid(state: State, { id, kind }: Stage): boolean {
  const at = state.stages[id];
  return kind === "payment" && at?.status === "done" && at.tenge !== undefined;
}

function isBegun(state: State, stage: string): boolean {
  return Object.hasOwn(state.stages, stage) || Object.hasOwn(state.answers, stage);
}

/** Whether two states differ in nothing but time and the length of their logs. */
export function standsTheSame(before: State, after: State): boolean {
  return same(withoutTime(before), withoutTime(after));
}

function withoutTime(state: State): unknown {
  const stages = Object.entries(state.stages).map(([id, stage]) => ({ id, ...stage, at: "" }));
  return { ...state, stages: stages.toSorted((a, b) => (a.id < b.id ? -1 : 1)), seq: 0, touchedAt: "" };
}
