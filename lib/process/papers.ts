import { addDays, localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import type { Service } from "./define-service";
import type { DatedEvent } from "./events";
import { isSigned, situationOf } from "./position";
import { evolve, nothing, type State } from "./state";

/**
 * What a person can take away on paper about an application of theirs: that it was taken in, how it ended, what to collect with; and
 * the paper that the service itself ends with.
 */
export const paperKinds = ["result", "receipt", "outcome", "coupon"] as const;
export type PaperKind = (typeof paperKinds)[number];

/** A paper that is due: it says what was so right after one event, whatever has happened since. */
export interface DuePaper {
  readonly kind: PaperKind;
  readonly seq: number;
  /** When the event happened (ISO). */
  readonly at: string;
  readonly state: State;
  /** The number against which the document is handed over; empty but for a coupon. */
  readonly coupon: string;
}

/**
 * The papers of an application, from its events alone: what the service ends with, once that is made, unless the application then ended
 * otherwise; a receipt once it is signed, unless a state database has refused to register it; a notice of the outcome, unless nothing was
 * ever submitted or refused; a coupon from when its number is known until the document is handed over.
 */
export function papersOf(service: Service, events: readonly DatedEvent[]): readonly DuePaper[] {
  let state = nothing;
  let receipt: DuePaper | undefined;
  let coupon: DuePaper | undefined;
  let outcome: DuePaper | undefined;
  for (const event of events) {
    state = evolve(state, event);
    const { seq } = state;
    const paper = { seq, at: event.at, state, coupon: "" };
    if (event.type === "document-signed") receipt = { ...paper, kind: "receipt" };
    const number = couponOf(service, state, event.at);
    if (number !== (coupon?.coupon ?? "")) coupon = { ...paper, kind: "coupon", coupon: number };
    if (state.outcome && !outcome) outcome = { ...paper, kind: "outcome" };
  }
  const { outcome: end } = state;
  const signed = isSigned(service, state);
  const unregistered =
    end?.kind === "refused" && service.stages.some(({ id, kind }) => id === end.stage && kind === "order");
  return [
    resultMadeBy(service, nothing, events),
    signed && !unregistered ? receipt : undefined,
    end && (signed || end.kind === "refused") ? outcome : undefined,
    !end && coupon?.coupon !== "" ? coupon : undefined,
  ].filter((paper) => paper !== undefined && paper !== null);
}

/** The paper with which the service ends, where these events, which led on from `before`, have made it and not undone it. */
export function resultMadeBy(service: Service, before: State, events: readonly DatedEvent[]): DuePaper | null {
  let state = before;
  let made: DuePaper | null = null;
  for (const event of events) {
    const was = isMade(service, state);
    state = evolve(state, event);
    if (!was && isMade(service, state)) made = { kind: "result", seq: state.seq, at: event.at, state, coupon: "" };
  }
  return isMade(service, state) ? made : null;
}

function isMade({ paper }: Service, { outcome, stages }: State): boolean {
  if (!paper || (outcome && outcome.kind !== "granted")) return false;
  return paper.stage === undefined ? outcome !== null : stages[paper.stage]?.status === "done";
}

/** The last day on which a resulting paper is good; null for one that stays so. */
export function lastDayOf({ paper }: Service, { at }: Pick<DuePaper, "at">): LocalDate | null {
  return paper?.validDays === undefined ? null : addDays(localDateOf(new Date(at)), paper.validDays);
}

function couponOf(service: Service, state: State, at: string): string {
  if (!isSigned(service, state)) return "";
  const handover = service.stages.find((stage) => stage.kind === "handover");
  return handover?.proof(situationOf(state, localDateOf(new Date(at)))) ?? "";
}
