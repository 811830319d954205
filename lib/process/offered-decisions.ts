import type { Situation, TaskStage } from "./stages";
import type { TaskDecision } from "./task-decision";

/** The decisions that the officers of a task can make as the application stands, by their names. */
export function offeredDecisions(
  { decisions }: Pick<TaskStage, "decisions">,
  situation: Situation,
): ReadonlyMap<string, TaskDecision> {
  return new Map(Object.entries(decisions).filter(([, { when }]) => when?.(situation) ?? true));
}
