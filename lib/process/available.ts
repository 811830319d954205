import type { LocalDate } from "@/lib/kernel/local-date";
import type { AvailableCommand } from "./commands";
import type { Service } from "./define-service";
import { currentStage, isSigned, stagesOf } from "./position";
import { paymentsOf } from "./refunds";
import type { Stage } from "./stages";
import type { State } from "./state";

/** In what capacity somebody stands before an application. */
export type Party = "applicant" | "preparer" | "owner" | "officer" | "portal";

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
        ...(canWithdraw(service, stage) ? [{ type: "withdraw" as const, stage: null }] : []),
      ];
    case "preparer":
      // Whoever fills in what an entity applies for, and may not sign for it, may also throw it away until somebody has.
      return available(service, state, "applicant", today).filter(
        ({ type }) => type === "save-step" || (type === "withdraw" && !isSigned(service, state)),
      );
    case "owner":
      return stage.kind === "consent" ? [...only("give-consent"), ...only("decline-consent")] : [];
    case "officer":
      if (stage.kind === "task") return only("decide-task");
      return stage.kind === "handover" ? only("hand-over") : [];
    case "portal":
      return [
        // What has been decided or made stays so; a payment taken back after that is for people to claim.
        ...(canWithdraw(service, stage) ? paymentsOf(service, state) : []).map((paid) => ({
          type: "reverse-payment" as const,
          stage: paid.stage,
        })),
        ...(stage.kind === "check" ? only("judge-checks") : []),
        ...(stage.kind === "place" ? only("take-place") : []),
        ...(stage.kind === "order" ? only("answer-order") : []),
        // A payment may have come and gone before the portal heard of it: its invoice cannot be paid any more.
        ...(stage.kind === "payment" ? [...only("pay"), ...only("reverse-payment")] : []),
        ...only("pass-deadline"),
      ];
  }
}

/**
 * The steps that can be opened and saved: those already reached. An answer is fixed as soon as something outside the form rests on
 * it: a signature, a request to a state database, a payment, somebody's consent or decision.
 */
export function savableSteps(service: Service, state: State, today: LocalDate): readonly string[] {
  if (state.outcome) return [];
  const stages = stagesOf(service, state, today);
  const furthest = stages.findIndex((stage) => state.stages[stage.id]?.status !== "done");
  const reached = furthest < 0 ? stages : stages.slice(0, furthest + 1);
  const fixed = reached.findLastIndex(
    (stage) => stage.kind !== "step" && stage.kind !== "check" && Object.hasOwn(state.stages, stage.id),
  );
  return reached.slice(fixed + 1).flatMap((stage) => (stage.kind === "step" ? [stage.id] : []));
}

/** Whether the application can still be given up at this stage: nothing has been decided or made. */
export function canWithdraw(service: Service, stage: Stage): boolean {
  const ids = service.stages.map(({ id }) => id);
  return ids.indexOf(stage.id) <= ids.indexOf(service.withdrawableUntil);
}
