import type { LocalDate } from "@/lib/kernel/local-date";
import type { AvailableCommand } from "./commands";
import type { Service } from "./define-service";
import { currentStage, isSigned, stagesOf } from "./position";
import type { State } from "./state";

/** In what capacity somebody stands before an application. */
export type Party = "applicant" | "owner" | "officer" | "portal";

/**
 * What each party can do with an application now. The page shows it, `decide` allows it, and the answer to a command that came
 * too late names it: one table, so that the three never disagree.
 */
export function available(service: Service, state: State, party: Party, today: LocalDate): readonly AvailableCommand[] {
  const stage = currentStage(service, state, today);
  if (!stage) return [];
  const only = (type: AvailableCommand["type"]): AvailableCommand[] => [{ type, stage: stage.id }];

  switch (party) {
    case "applicant":
      return [
        ...savableSteps(service, state, today).map((id) => ({ type: "save-step" as const, stage: id })),
        ...(stage.kind === "signature" ? only("sign") : []),
        ...(canWithdraw(service, state) ? [{ type: "withdraw" as const, stage: null }] : []),
      ];
    case "owner":
      return stage.kind === "consent" ? [...only("give-consent"), ...only("decline-consent")] : [];
    case "officer":
      if (stage.kind === "task") return only("decide-task");
      return stage.kind === "handover" ? only("hand-over") : [];
    case "portal":
      return [
        ...(stage.kind === "check" ? only("judge-checks") : []),
        ...(stage.kind === "order" ? only("answer-order") : []),
        ...(stage.kind === "payment" ? only("pay") : []),
        ...only("pass-deadline"),
      ];
  }
}

/** The steps that can be opened and saved: those already reached, until the application is signed. */
export function savableSteps(service: Service, state: State, today: LocalDate): readonly string[] {
  if (state.outcome || isSigned(service, state)) return [];
  const stages = stagesOf(service, state, today);
  const furthest = stages.findIndex((stage) => state.stages[stage.id]?.status !== "done");
  const reached = furthest < 0 ? stages : stages.slice(0, furthest + 1);
  return reached.filter((stage) => stage.kind === "step").map((stage) => stage.id);
}

function canWithdraw(service: Service, state: State): boolean {
  const limit = state.stages[service.withdrawableUntil];
  return !state.outcome && limit?.status !== "done";
}
