import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { err, ok, type Result } from "@/lib/kernel/result";
import { knownAmong, returnTo } from "./advance";
import type { Command, NotDone } from "./commands";
import { consentReasons, type Service } from "./define-service";
import type { ProcessEvent } from "./events";
import { situationOf, stagesOf, whoMustAgree } from "./position";
import type { SignatureStage, Stage } from "./stages";
import type { State } from "./state";

/**
 * A consent outlives a return, and what is signed anew after it; but neither its own term, nor somebody more who has to agree. Then
 * everybody is asked again.
 */
export function consentsToAskAgain(
  service: Service,
  state: State,
  signature: SignatureStage,
  now: Date,
): readonly ProcessEvent[] {
  const today = localDateOf(now);
  const stages = stagesOf(service, state, today);
  return stages.slice(stages.indexOf(signature) + 1).flatMap((stage): ProcessEvent[] => {
    const at = state.stages[stage.id];
    if (stage.kind !== "consent" || at?.status !== "done") return [];
    const isOver = at.until !== undefined && new Date(at.until) < now;
    const mustAgree = whoMustAgree(stage, state, today);
    if (!isOver && mustAgree.every((iin) => at.by?.includes(iin))) return [];
    return [{ type: "returned-to", stage: stage.id, reopened: [stage.id] }];
  });
}

/** An answer of somebody who was asked, entitled to give it at this moment [S1 §10]. */
export function consent(
  service: Service,
  state: State,
  command: Extract<Command, { type: "give-consent" | "decline-consent" }>,
  stage: Stage | undefined,
  today: LocalDate,
): Result<readonly ProcessEvent[], NotDone> {
  const asked = state.stages[command.stage];
  if (stage?.kind !== "consent" || asked?.status !== "open" || !stage.methods.includes(command.method)) {
    return err({ kind: "unknown-decision" });
  }
  const { by, method } = command;
  const hasGiven = asked.given.includes(by);
  if (command.type === "give-consent" && hasGiven) return ok([]);
  const isDecline = command.type === "decline-consent";
  if (isDecline && (hasGiven || !stage.declineReasons.includes(command.reason)))
    return err({ kind: "unknown-decision" });
  if (stage.entitlement) {
    const { uses, who, returnsTo } = stage.entitlement;
    const { known, silent } = knownAmong(service, state, uses, command.facts);
    if (silent.length > 0) return err({ kind: "unanswered", databases: silent });
    if (!who(known, situationOf(state, today)).includes(by))
      return ok([{ type: "consent-void", stage: stage.id, by }, returnTo(service, returnsTo, stage.id)]);
  }
  if (!isDecline) {
    return ok([{ type: "consent-given", stage: stage.id, by, method, signatureId: command.signatureId }]);
  }
  const { reason } = command;
  return ok([
    { type: "consent-declined", stage: stage.id, by, method, reason },
    { type: "application-refused", stage: stage.id, reason: consentReasons.declined, params: {} },
  ]);
}
