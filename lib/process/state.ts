import type { Evidence } from "./facts";
import type { DatedEvent, Follows } from "./events";

export type StageState =
  /** `tenge`: what was paid. `by`: who consented, and `until`, how long that is good for what may have to be done anew. */
  | {
      readonly status: "done";
      readonly at: string;
      readonly note?: string;
      readonly tenge?: number;
      readonly by?: readonly string[];
      readonly until?: string;
    }
  | { readonly status: "refused"; readonly at: string; readonly reason: string; readonly params: Evidence }
  | { readonly status: "unanswered"; readonly at: string; readonly databases: readonly string[] }
  | {
      readonly status: "open";
      readonly at: string;
      readonly roles: readonly string[];
      readonly given: readonly string[];
      /** One of the roles is enough. */
      readonly anyOne?: true;
      readonly dueAt: string | null;
      readonly tenge: number | null;
      readonly passedDeadlines: readonly string[];
      /** Since when KDP no longer lets the portal ask what this stage needs. */
      readonly refusedAccessAt?: string;
    };

export interface Outcome {
  readonly kind: "granted" | "refused" | "annulled" | "withdrawn" | "lapsed";
  readonly at: string;
  readonly stage: string | null;
  readonly reason: string | null;
  readonly params: Evidence;
  readonly comment: string;
}

export interface State {
  readonly id: string;
  readonly service: string;
  readonly version: number;
  /** Whose hands began it. */
  readonly applicant: string;
  /** Of the legal entity that it is made for; left out where the applicant asks for themselves. */
  readonly bin?: string;
  readonly number: string;
  readonly startedAt: string;
  readonly touchedAt: string;
  readonly stages: Readonly<Record<string, StageState>>;
  readonly answers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly labels: Readonly<Record<string, Readonly<Record<string, { readonly kk: string; readonly ru: string }>>>>;
  /** What checks and orders left behind, by stage. */
  readonly evidence: Readonly<Record<string, Evidence>>;
  readonly documentHash: string | null;
  readonly outcome: Outcome | null;
  readonly seq: number;
  /** The annulled application that this one comes after. */
  readonly follows?: Follows;
  /** Since when state databases have kept a check waiting; gone as soon as anything but a check happens. */
  readonly silentSince?: string;
}

/** Before the first event. */
export const nothing: State = {
  id: "",
  service: "",
  version: 0,
  applicant: "",
  number: "",
  startedAt: "",
  touchedAt: "",
  stages: {},
  answers: {},
  labels: {},
  evidence: {},
  documentHash: null,
  outcome: null,
  seq: 0,
};

/** The state after an event. It needs no declaration: an event says all that follows from it. */
export function evolve(before: State, event: DatedEvent): State {
  const { silentSince, ...known } = before;
  const state = { ...known, ...silence(silentSince, event), seq: before.seq + 1, touchedAt: event.at };
  const at = event.at;
  const mark = (stage: string, value: StageState): State => ({ ...state, stages: { ...state.stages, [stage]: value } });
  const open = (roles: readonly string[], dueAt: string | null, tenge: number | null = null) => ({
    status: "open" as const,
    at,
    roles,
    given: [],
    dueAt,
    tenge,
    passedDeadlines: [],
  });
  const end = (outcome: Partial<Outcome> & Pick<Outcome, "kind">): State => ({
    ...state,
    outcome: { at, stage: null, reason: null, params: {}, comment: "", ...outcome },
  });

  switch (event.type) {
    case "application-started":
      return {
        ...state,
        id: event.id,
        service: event.service,
        version: event.version,
        applicant: event.applicant,
        ...(event.bin === undefined ? {} : { bin: event.bin }),
        number: event.number,
        startedAt: at,
        ...(event.follows ? { follows: event.follows } : {}),
      };
    case "check-passed":
    case "order-confirmed": {
      const result = event.type === "check-passed" ? event.evidence : event.result;
      return { ...mark(event.stage, { status: "done", at }), evidence: { ...state.evidence, [event.stage]: result } };
    }
    case "check-refused":
    case "order-refused":
      return mark(event.stage, { status: "refused", at, reason: event.reason, params: event.params });
    case "check-unanswered": {
      // Another database may fall silent before the first one speaks: the person has been waiting all the while.
      const was = state.stages[event.stage];
      const since = was?.status === "unanswered" ? was.at : at;
      return mark(event.stage, { status: "unanswered", at: since, databases: event.databases });
    }
    case "step-saved": {
      // An answer that was a part of the changed one goes with it; nothing stale is left behind.
      const kept = reopen(state, event.reopened);
      const without = <T>(record: Readonly<Record<string, T>>) => omit(record, event.reopened);
      return {
        ...kept,
        answers: { ...without(state.answers), [event.stage]: event.answers },
        labels: { ...without(state.labels), [event.stage]: event.labels },
        stages: { ...kept.stages, [event.stage]: { status: "done", at } },
      };
    }
    case "document-signed":
      return { ...mark(event.stage, { status: "done", at, note: event.method }), documentHash: event.documentHash };
    case "consent-requested":
      return mark(event.stage, event.from.length === 0 ? { status: "done", at } : open(event.from, event.dueAt));
    case "consent-given":
    case "task-decided": {
      const who = event.type === "consent-given" ? event.by : event.role;
      const was = state.stages[event.stage];
      if (was?.status !== "open") return state;
      const given = [...was.given, who];
      const complete = was.anyOne === true || was.roles.every((role) => given.includes(role));
      if (!complete) return mark(event.stage, { ...was, given });
      if (event.type === "consent-given")
        return mark(event.stage, {
          status: "done",
          at,
          ...(was.dueAt === null ? {} : { by: was.roles, until: was.dueAt }),
        });
      const left = { ...event.entered, decision: event.decision };
      return { ...mark(event.stage, { status: "done", at }), evidence: { ...state.evidence, [event.stage]: left } };
    }
    case "consent-void":
      return { ...state, stages: omit(state.stages, [event.stage]) };
    case "place-taken":
      return mark(event.stage, { status: "done", at });
    case "place-lost": {
      const stages = omit(state.stages, [event.stage]);
      // How many live there is not for the applicant to read.
      return { ...state, stages, evidence: { ...state.evidence, [event.stage]: { lost: "yes" } } };
    }
    case "consent-declined":
      return mark(event.stage, { status: "refused", at, reason: event.reason, params: {} });
    case "order-placed":
      return mark(event.stage, open([], null));
    case "order-sent-back": {
      // The order is no longer under way; why it came back stays to be seen until it is confirmed.
      const stages = omit(state.stages, [event.stage]);
      return { ...state, stages, evidence: { ...state.evidence, [event.stage]: event.params } };
    }
    case "access-refused": {
      const was = state.stages[event.stage];
      if (was?.status !== "open") return state;
      return mark(event.stage, { ...was, dueAt: event.dueAt, refusedAccessAt: at });
    }
    case "payment-waived":
      return mark(event.stage, { status: "done", at, note: event.ground });
    case "payment-requested":
      return mark(event.stage, open([], event.dueAt, event.tenge));
    case "payment-received":
      return mark(event.stage, { status: "done", at, note: event.invoice, tenge: event.tenge });
    case "refund-ordered":
      return state;
    case "task-opened":
      return mark(event.stage, {
        ...open(event.roles, event.dueAt),
        ...(event.anyOne === true ? { anyOne: event.anyOne } : {}),
      });
    case "handover-opened":
      return mark(event.stage, open([event.role], event.remindAt));
    case "handed-over":
      return mark(event.stage, { status: "done", at });
    case "returned-to":
      return reopen(state, event.reopened);
    case "deadline-passed": {
      const was = state.stages[event.stage];
      if (was?.status !== "open") return state;
      return mark(event.stage, { ...was, passedDeadlines: [...was.passedDeadlines, event.deadline] });
    }
    case "application-refused":
      return end({ kind: "refused", stage: event.stage, reason: event.reason, params: event.params });
    case "application-annulled":
      return end({ kind: "annulled", stage: event.stage, reason: event.reason, comment: event.comment });
    case "application-withdrawn":
      return end({ kind: "withdrawn", stage: event.stage });
    case "application-lapsed":
      return end({ kind: "lapsed", stage: event.stage, reason: event.deadline });
    case "application-granted":
      return end({ kind: "granted" });
  }
}

function silence(since: string | undefined, event: DatedEvent): { readonly silentSince?: string } {
  switch (event.type) {
    case "check-unanswered":
      return { silentSince: since ?? event.at };
    case "check-passed":
    case "check-refused":
      return since === undefined ? {} : { silentSince: since };
    default:
      return {};
  }
}

/** The state that a log of events leads to. */
export function replay(events: readonly DatedEvent[]): State {
  return events.reduce(evolve, nothing);
}

function omit<T>(record: Readonly<Record<string, T>>, keys: readonly string[]): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

function reopen(state: State, stages: readonly string[]): State {
  return { ...state, stages: omit(state.stages, stages), evidence: omit(state.evidence, stages) };
}
