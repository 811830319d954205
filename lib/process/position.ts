import type { LocalDate } from "@/lib/kernel/local-date";
import type { Service } from "./define-service";
import type { CheckStage, ConsentStage, Situation, Stage } from "./stages";
import type { State } from "./state";

/** What a rule may look at. */
export function situationOf(state: State, today: LocalDate): Situation {
  return { answers: state.answers, evidence: state.evidence, today, bin: state.bin, follows: state.follows };
}

/**
 * The stages that this application has, in order: conditional ones only where their condition holds.
 * What lies before a signature is settled by it: a condition that turns later adds nothing to the form that was signed.
 */
export function stagesOf(service: Service, state: State, today: LocalDate): readonly Stage[] {
  const situation = situationOf(state, today);
  const signed = service.stages.findLastIndex((stage) => stage.kind === "signature" && isDone(state, stage));
  return service.stages.filter((stage, index) =>
    index < signed ? Object.hasOwn(state.stages, stage.id) : (stage.when?.(situation) ?? true),
  );
}

function isDone(state: State, stage: Stage): boolean {
  return state.stages[stage.id]?.status === "done";
}

/** The stage at which the application stands: the first that is not done; undefined when all are, or when it has ended. */
export function currentStage(service: Service, state: State, today: LocalDate): Stage | undefined {
  if (state.outcome) return undefined;
  return stagesOf(service, state, today).find((stage) => !isDone(state, stage));
}

/** The checks to be judged now: the current one and those of its group that stand directly with it. */
export function dueChecks(service: Service, state: State, today: LocalDate): readonly CheckStage[] {
  const current = currentStage(service, state, today);
  if (current?.kind !== "check") return [];
  if (current.group === undefined) return [current];
  const stages = stagesOf(service, state, today);
  const due: CheckStage[] = [];
  for (const stage of stages.slice(stages.indexOf(current))) {
    if (stage.kind !== "check" || stage.group !== current.group) break;
    if (!isDone(state, stage)) due.push(stage);
  }
  return due;
}

/** Whose consent a stage needs: everybody's whom it names, but for the applicant. */
export function whoMustAgree(stage: ConsentStage, state: State, today: LocalDate): readonly string[] {
  return [...new Set(stage.from(situationOf(state, today)))].filter((iin) => iin !== state.applicant);
}

/** IINs of those whose affair a stage is: the applicant's, and theirs whom a task names besides. None of them decides about it. */
export function whoseAffair(stage: Stage | undefined, state: State, today: LocalDate): readonly string[] {
  const others = stage?.kind === "task" ? (stage.whose?.(situationOf(state, today)) ?? []) : [];
  return [...new Set([state.applicant, ...others])];
}

/** Whether the applicant has signed: from then on the answers are fixed. */
export function isSigned(service: Service, state: State): boolean {
  return service.stages.some((stage) => stage.kind === "signature" && isDone(state, stage));
}

/** Where an application stands, in one word for lists. */
export const phases = [
  "draft",
  "waiting-for-database",
  "awaiting-access",
  "awaiting-consent",
  "awaiting-payment",
  "in-review",
  "in-production",
  "ready",
  "granted",
  "refused",
  "annulled",
  "withdrawn",
  "lapsed",
] as const;
export type Phase = (typeof phases)[number];

/** The phase of an application; before the signature everything is a draft. */
export function phaseOf(service: Service, state: State, today: LocalDate): Phase {
  if (state.outcome) return state.outcome.kind;
  const stage = currentStage(service, state, today);
  if (!stage) return "granted";
  if (!isSigned(service, state)) return "draft";
  const at = state.stages[stage.id];
  if (at?.status === "open" && at.refusedAccessAt !== undefined) return "awaiting-access";
  switch (stage.kind) {
    case "consent":
      return "awaiting-consent";
    case "payment":
      return "awaiting-payment";
    case "task":
      return "in-review";
    case "handover":
      return "ready";
    case "order":
      return stage.produces === true ? "in-production" : "waiting-for-database";
    case "check":
    case "place":
    case "step":
    case "signature":
      return "waiting-for-database";
  }
}

/** Who must act now. */
export type ActingParty = "applicant" | "owner" | "officer" | "state-database" | "nobody";

/** Who must act now, and by when where a term runs (ISO instant). */
export function waitingFor(
  service: Service,
  state: State,
  today: LocalDate,
): { readonly party: ActingParty; readonly stage: string | null; readonly dueAt: string | null } {
  const stage = currentStage(service, state, today);
  if (!stage) return { party: "nobody", stage: null, dueAt: null };
  const at = state.stages[stage.id];
  const dueAt = at?.status === "open" ? at.dueAt : null;
  const party: Record<Stage["kind"], ActingParty> = {
    check: "state-database",
    step: "applicant",
    signature: "applicant",
    consent: "owner",
    place: "state-database",
    order: "state-database",
    payment: "applicant",
    task: "officer",
    handover: "applicant",
  };
  const isForThem = at?.status === "open" && at.refusedAccessAt !== undefined;
  return { party: isForThem ? "applicant" : party[stage.kind], stage: stage.id, dueAt };
}
