import { localDateOf } from "@/lib/kernel/local-date";
import type { Service } from "./define-service";
import type { DatedEvent } from "./events";
import { isSigned, situationOf } from "./position";
import { evolve, nothing, type State } from "./state";

/** What a person can take away on paper about an application of theirs: that it was taken in, how it ended, what to collect with. */
export const paperKinds = ["receipt", "outcome", "coupon"] as const;
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
 * The papers of an application, from its events alone: a receipt once it is signed, unless a state database has refused to register it; a
 * notice of the outcome, unless nothing was ever submitted or refused; a coupon from when its number is known until the document is handed over.
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
    signed && !unregistered ? receipt : undefined,
    end && (signed || end.kind === "refused") ? outcome : undefined,
    !end && coupon?.coupon !== "" ? coupon : undefined,
  ].filter((paper) => paper !== undefined);
}

function couponOf(service: Service, state: State, at: string): string {
  if (!isSigned(service, state)) return "";
  const handover = service.stages.find((stage) => stage.kind === "handover");
  return handover?.proof(situationOf(state, localDateOf(new Date(at)))) ?? "";
}
