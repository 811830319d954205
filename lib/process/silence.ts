import type { LocalDate } from "@/lib/kernel/local-date";
import type { Service } from "./define-service";
import { currentStage, isSigned } from "./position";
import type { State } from "./state";

/** Minutes of waiting before a form, after which the applicant has probably gone [ours]. */
export const patienceMinutes = 2;

/** Minutes for which a signed application may be held up before its going on is worth a message of its own [ours]. */
export const heldMinutes = 10;

const minuteMs = 60_000;

/**
 * What the applicant is told when state databases that had kept their application waiting have answered, and by which stage;
 * undefined when they need not be told: the wait was short, it still lasts, or the application has ended, of which they hear anyway.
 */
export function endOfSilence(
  service: Service,
  before: State,
  after: State,
  today: LocalDate,
): { readonly notice: "checks-answered" | "application-goes-on"; readonly stage: string } | undefined {
  const was = currentStage(service, before, today);
  const now = currentStage(service, after, today);
  if (!was || !now || was.id === now.id) return undefined;
  const since = heldSince(before, was);
  if (since === undefined) return undefined;
  const waited = Date.parse(after.touchedAt) - Date.parse(since);
  if (isSigned(service, after)) {
    return waited > heldMinutes * minuteMs ? { notice: "application-goes-on", stage: was.id } : undefined;
  }
  // One check is judged after the other: they are told when the last one has led to something for them to do.
  return now.kind !== "check" && waited >= patienceMinutes * minuteMs
    ? { notice: "checks-answered", stage: was.id }
    : undefined;
}

/** Since when this stage has waited for a state database; undefined where it has not, or where waiting is its nature. */
function heldSince(state: State, stage: ReturnType<typeof currentStage> & object): string | undefined {
  const at = state.stages[stage.id];
  if (stage.kind === "check" || stage.kind === "place") return state.silentSince;
  return stage.kind === "order" && stage.produces !== true && at?.status === "open" ? at.at : undefined;
}
