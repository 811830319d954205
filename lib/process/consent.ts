import { localDateOf } from "@/lib/kernel/local-date";
import { err, ok, type Result } from "@/lib/kernel/result";
import { knownAmong, returnTo } from "./advance";
import type { Command, NotDone } from "./commands";
import { consentReasons, type Service } from "./define-service";
import type { ProcessEvent } from "./events";
import { situationOf, stagesOf, whoMustAgree } from "./position";
import type { SignatureStage, Stage } from "./stages";
import type { State } from "./state";

type ReturnedTo = Extract<ProcessEvent, { type: "returned-to" }>;

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
    const mustAgree = whoMustAgree(stage, state, today);
    if (!isOutOfDate(at, now) && mustAgree.every((iin) => at.by?.includes(iin))) return [];
    return [askAgain(service, stage.id)];
  });
}

/**
 * Consents that were given to what has been signed anew since, and whose term has run out before anything came of it. One that was given
 * to what is signed now stays, however long a state database is silent; so does one that was there before the signature, and one for which
 * nobody is left to ask.
 */
export function keptConsentsOutOfDate(service: Service, state: State, now: Date): readonly ReturnedTo[] {
  const today = localDateOf(now);
  const stages = stagesOf(service, state, today);
  return stages.flatMap((stage, index): ReturnedTo[] => {
    const at = state.stages[stage.id];
    if (stage.kind !== "consent" || at?.status !== "done" || !isOutOfDate(at, now)) return [];
    const isKept = stages.slice(0, index).some(({ id, kind }) => {
      const signed = state.stages[id];
      return kind === "signature" && signed?.status === "done" && new Date(at.at) < new Date(signed.at);
    });
    return isKept && whoMustAgree(stage, state, today).length > 0 ? [askAgain(service, stage.id)] : [];
  });
}

/** Everybody is asked again; what is signed after they have agreed is signed again as well. */
function askAgain(service: Service, consent: string): ReturnedTo {
  const after = service.stages.slice(service.stages.findIndex(({ id }) => id === consent) + 1);
  const signatures = after.filter(({ kind }) => kind === "signature").map(({ id }) => id);
  return { type: "returned-to", stage: consent, reopened: [consent, ...signatures] };
}

function isOutOfDate({ until }: { readonly until?: string }, now: Date): boolean {
  return until !== undefined && new Date(until) < now;
}

/** Nobody is registered for whom not everybody has answered in time. */
export function lapsed(stage: string): ProcessEvent {
  return { type: "application-refused", stage, reason: consentReasons.silent, params: {} };
}

/** An answer of somebody who was asked, entitled to give it at this moment [S1 §10]. */
export function consent(
  service: Service,
  state: State,
  command: Extract<Command, { type: "give-consent" | "decline-consent" }>,
  stage: Stage | undefined,
  now: Date,
): Result<readonly ProcessEvent[], NotDone> {
  const asked = state.stages[command.stage];
  if (stage?.kind !== "consent" || asked?.status !== "open" || !stage.methods.includes(command.method)) {
    return err({ kind: "unknown-decision" });
  }
  // The term ends when it ends, not when the portal comes round to it.
  if (asked.dueAt !== null && new Date(asked.dueAt) < now) return ok([lapsed(stage.id)]);
  const today = localDateOf(now);
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
