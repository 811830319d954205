import type { LocalDate } from "@/lib/kernel/local-date";
import type { Service } from "@/lib/process/define-service";
import { currentStage, isSigned, stagesOf } from "@/lib/process/position";
import type { CheckStage, Stage } from "@/lib/process/stages";
import type { State } from "@/lib/process/state";

export interface Standing {
  readonly id: string;
  readonly service: Service;
  readonly state: State;
  readonly today: LocalDate;
}

/** The page on which an application goes on. */
export type Place =
  /** `after`: the step whose answers are being checked. */
  | { readonly kind: "checks"; readonly after: string | null }
  | { readonly kind: "step"; readonly step: string }
  | { readonly kind: "review" }
  | { readonly kind: "signed" }
  | { readonly kind: "ended" };

/** Where the application stands now. */
export function placeOf({ service, state, today }: Standing): Place {
  const stages = stagesOf(service, state, today);
  if (isSigned(service, state)) return { kind: "signed" };
  if (state.outcome) {
    const at = stages.find((stage) => stage.id === state.outcome?.stage);
    return state.outcome.kind === "refused" && at?.kind === "check"
      ? { kind: "checks", after: stepBefore(stages, at) }
      : { kind: "ended" };
  }
  const stage = currentStage(service, state, today);
  return stage ? placeOfStage(stages, stage) : { kind: "ended" };
}

/** Where the applicant goes on from a step: the page that follows it, as far as the application has come. */
export function placeAfter(application: Standing, step: string): Place {
  const { service, state, today } = application;
  const stages = stagesOf(service, state, today);
  const index = stages.findIndex((stage) => stage.id === step);
  if (index < 0 || isSigned(service, state) || state.outcome) return placeOf(application);
  const next = stages.slice(index + 1).find((stage) => stage.kind !== "check" || !isDone(state, stage));
  const isReached = stages.slice(0, index + 1).every((stage) => isDone(state, stage));
  return next && isReached ? placeOfStage(stages, next) : placeOf(application);
}

/** The step before this one; null before the first. */
export function stepBack({ service, state, today }: Standing, step: string): string | null {
  const steps = stagesOf(service, state, today).filter((stage) => stage.kind === "step");
  const index = steps.findIndex((stage) => stage.id === step);
  return (index > 0 && steps[index - 1]?.id) || null;
}

/** The checks between a step and the next: what the person is shown on one page. */
export function checksAfter({ service, state, today }: Standing, step: string | null): readonly CheckStage[] {
  const stages = stagesOf(service, state, today);
  const section: CheckStage[] = [];
  for (const stage of stages.slice(stages.findIndex(({ id }) => id === step) + 1)) {
    if (stage.kind !== "check") break;
    section.push(stage);
  }
  return section;
}

/** The address of a place, after the language. */
export function pathOf(place: Place, id: string): string {
  switch (place.kind) {
    case "checks":
      return `/apply/${id}/checks${place.after === null ? "" : `?after=${encodeURIComponent(place.after)}`}`;
    case "step":
      return `/apply/${id}/${place.step}`;
    case "review":
      return `/apply/${id}/review`;
    case "signed":
    case "ended":
      return `/cabinet/applications/${id}`;
  }
}

function placeOfStage(stages: readonly Stage[], stage: Stage): Place {
  switch (stage.kind) {
    case "check":
      return { kind: "checks", after: stepBefore(stages, stage) };
    case "step":
      return { kind: "step", step: stage.id };
    case "signature":
      return { kind: "review" };
    case "consent":
    case "place":
    case "order":
    case "payment":
    case "task":
    case "handover":
      return { kind: "signed" };
  }
}

function stepBefore(stages: readonly Stage[], stage: Stage): string | null {
  return stages.slice(0, stages.indexOf(stage)).findLast(({ kind }) => kind === "step")?.id ?? null;
}

function isDone(state: State, stage: Stage): boolean {
  return state.stages[stage.id]?.status === "done";
}
