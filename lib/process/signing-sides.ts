import type { LocalDate } from "@/lib/kernel/local-date";
import type { Service } from "./define-service";
import { situationOf, stagesOf } from "./position";
import type { State } from "./state";

/** Whether a document at this stage may be signed by a one-time code, by what the service declares. */
export function takesCodes(service: Service, stageId: string): boolean {
  const stage = service.stages.find(({ id }) => id === stageId);
  return (stage?.kind === "signature" || stage?.kind === "consent") && stage.methods.includes("otp");
}

/** The IINs of all who sign an application: the applicant, and whoever must consent by what is known now [S0-A3 §5]. */
export function sidesOf(service: Service, state: State, today: LocalDate): readonly string[] {
  const situation = situationOf(state, today);
  const owners = stagesOf(service, state, today).flatMap((stage) => {
    if (stage.kind !== "consent") return [];
    const asked = state.stages[stage.id];
    return asked?.status === "open" ? asked.roles : stage.from(situation);
  });
  return [...new Set([state.applicant, ...owners])];
}
