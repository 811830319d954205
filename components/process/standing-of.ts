import type { LocalDate } from "@/lib/kernel/local-date";
import { addDays, localDateOf } from "@/lib/kernel/local-date";
import { phaseOf, waitingFor, type ActingParty, type Phase } from "@/lib/process/position";
import type { Service } from "@/lib/process/define-service";
import type { State } from "@/lib/process/state";
import { taskTermOf, termOf } from "@/lib/process/term";
import type { Standing } from "@/components/process/place";

export interface Outlook {
  readonly phase: Phase;
  readonly party: ActingParty;
  /** The stage at which the application stands; null when it has ended. */
  readonly stage: string | null;
  /** The day by which the acting party has to act, or else the whole service has to be given: the earlier one. */
  readonly by: LocalDate | null;
  /** The instant, where the acting party has minutes and not days. */
  readonly at: Date | null;
}

/** Where an application stands, who acts, and by when. */
export function outlookOf({ service, state, today }: Standing): Outlook {
  const phase = phaseOf(service, state, today);
  if (state.outcome) return { phase, party: "nobody", stage: null, by: null, at: null };
  const { party, stage, dueAt } = waitingFor(service, state, today);
  // The day on which people are reminded to collect is no term for them; and the service's own has been kept by then.
  if (phase === "ready") return { phase, party, stage, by: null, at: null };
  // A draft is kept for its days; while a state database is asked, nobody but that database is in arrears.
  if (phase === "draft") {
    return { phase, party, stage, by: party === "applicant" ? keptUntil(service, state) : null, at: null };
  }
  const own = dueAt === null ? null : localDateOf(new Date(dueAt));
  const whole = termOf(service, state);
  const by = [own, whole].filter((day) => day !== null).sort()[0] ?? null;
  const term = stage === null ? undefined : taskTermOf(service, stage);
  const at = dueAt !== null && term && "receptionMinutes" in term ? new Date(dueAt) : null;
  return { phase, party, stage, by, at };
}

/** The last day on which a draft can be gone on with. */
function keptUntil(service: Service, state: State): LocalDate {
  return addDays(localDateOf(new Date(state.touchedAt)), service.draftDays);
}
