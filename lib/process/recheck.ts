import { localDateOf } from "@/lib/kernel/local-date";
import { judge } from "./advance";
import type { Service } from "./define-service";
import type { Answers, Evidence } from "./facts";
import type { CheckStage, TaskStage } from "./stages";
import type { State } from "./state";

/** What a check says when its state databases are asked once more. */
export type Rechecked =
  | { readonly kind: "passed"; readonly stage: string; readonly evidence: Evidence }
  | { readonly kind: "refused"; readonly stage: string; readonly reason: string; readonly params: Evidence }
  | { readonly kind: "silent"; readonly stage: string; readonly databases: readonly string[] };

/** How a check stands against what it said when the application was submitted. */
export type Difference =
  | { readonly kind: "same" }
  /** It still passes; these values of its evidence are others. */
  | { readonly kind: "changed"; readonly names: readonly string[] }
  /** It would refuse now: the ground of the application is gone. */
  | { readonly kind: "decisive" }
  /** A database did not answer, and nothing is known. */
  | { readonly kind: "unknown" };

/** The checks that the officer of a task may have judged once more: those of its declaration that have passed. */
export function checksToRepeat(service: Service, state: State, task: TaskStage): readonly CheckStage[] {
  return service.stages.filter(
    (stage): stage is CheckStage =>
      stage.kind === "check" && task.rechecks?.includes(stage.id) === true && state.stages[stage.id]?.status === "done",
  );
}

/**
 * Judges checks once more by what the state databases say now, each as of the day on which it passed: a window of days that was open
 * then does not close because an officer takes their time. Nothing happens to the application.
 */
export function recheck(
  service: Service,
  state: State,
  checks: readonly CheckStage[],
  answers: Answers,
): readonly Rechecked[] {
  return checks.flatMap((check): Rechecked[] => {
    const was = state.stages[check.id];
    if (was === undefined) return [];
    const [event] = judge(service, state, [check], answers, localDateOf(new Date(was.at)));
    if (event?.type === "check-passed") return [{ kind: "passed", stage: check.id, evidence: event.evidence }];
    if (event?.type === "check-refused") {
      return [{ kind: "refused", stage: check.id, reason: event.reason, params: event.params }];
    }
    return event?.type === "check-unanswered" ? [{ kind: "silent", stage: check.id, databases: event.databases }] : [];
  });
}

/** Sets what a check says now beside the evidence that it left at submission. */
export function differenceOf(before: Evidence, now: Rechecked): Difference {
  switch (now.kind) {
    case "silent":
      return { kind: "unknown" };
    case "refused":
      return { kind: "decisive" };
    case "passed": {
      const all = [...new Set([...Object.keys(before), ...Object.keys(now.evidence)])];
      const names = all.filter((name) => before[name] !== now.evidence[name]);
      return names.length === 0 ? { kind: "same" } : { kind: "changed", names };
    }
  }
}

/** The checks that would refuse now. */
export function decisiveAmong(rechecked: readonly Rechecked[]): readonly Extract<Rechecked, { kind: "refused" }>[] {
  return rechecked.filter((one) => one.kind === "refused");
}
