import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { receptionBetween } from "@/lib/kernel/reception-hours";
import { addWorkingDays } from "@/lib/kernel/working-days";
import type { Service } from "./define-service";
import type { TaskTerm } from "./stages";
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

/** The term of a task by its stage; undefined for a handover, which has none. */
export function taskTermOf({ stages }: Pick<Service, "stages">, stage: string): TaskTerm | undefined {
  const task = stages.find(({ id }) => id === stage);
  return task?.kind === "task" ? task.term : undefined;
}

/** How much of a task's term has passed at an instant, and how much is left or too much, in milliseconds. */
export interface Spent {
  readonly passed: number;
  readonly left: number;
  readonly late: number;
  /** Of the whole term; above 100 it is over. */
  readonly percent: number;
}

/** A term in minutes is spent only while people are received: lunch and the night use nothing of it up. */
export function spentOf(term: TaskTerm | undefined, openedAt: Date, dueAt: Date, now: Date): Spent {
  const between =
    term && "receptionMinutes" in term
      ? receptionBetween
      : (start: Date, end: Date) => Math.max(0, end.getTime() - start.getTime());
  const passed = between(openedAt, now);
  const percent = (passed / Math.max(1, between(openedAt, dueAt))) * 100;
  return {
    passed,
    left: between(now, dueAt),
    late: between(dueAt, now),
    // A term that has just passed is not "100 %".
    percent: now > dueAt ? Math.max(101, Math.round(percent)) : Math.min(100, Math.max(0, Math.floor(percent))),
  };
}
