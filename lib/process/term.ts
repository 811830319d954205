import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { addWorkingDays } from "@/lib/kernel/working-days";
import type { Service } from "./define-service";
import type { State } from "./state";

/** When the application was signed; null before. */
export function signedAt(service: Service, state: State): Date | null {
  const signature = service.stages.find((stage) => stage.kind === "signature");
  const at = signature && state.stages[signature.id];
  return at?.status === "done" ? new Date(at.at) : null;
}

/** The last day of the whole service's term; null before the signature. */
export function termOf(service: Service, state: State): LocalDate | null {
  const signed = signedAt(service, state);
  return signed && addWorkingDays(localDateOf(signed), service.termWorkingDays);
}
