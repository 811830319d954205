import "server-only";
import { addDays, isBefore, type LocalDate } from "@/lib/kernel/local-date";
import type { Registration } from "@/lib/state-databases/individuals/port";

/** As much of a registration as these rules look at. */
type Entry = Pick<Registration, "kind" | "rka" | "from" | "to">;

/** A temporary registration, which always has a last day. */
export type Stay<E extends Entry = Registration> = E & { readonly kind: "temporary"; readonly to: LocalDate };

export function isStay<E extends Entry>(entry: E): entry is Stay<E> {
  return entry.kind === "temporary" && entry.to !== undefined;
}

function isInForce({ from, to }: Entry, on: LocalDate): boolean {
  return !isBefore(on, from) && (to === undefined || !isBefore(to, on));
}

/**
 * Whether somebody who stays until `lastDay` at `rka` is registered for the day after as well: for another stay, wherever it is, or for
 * good at the same place. A permanent registration elsewhere is where they come from: it has nothing to do with the stay.
 */
export function isFollowed({ rka, to: lastDay }: Pick<Stay, "rka" | "to">, all: readonly Entry[]): boolean {
  const dayAfter = addDays(lastDay, 1);
  return all.some((entry) => isInForce(entry, dayAfter) && (entry.kind === "temporary" || entry.rka === rka));
}

/** Whether the stay at `rka` still ends on `lastDay`, and nothing comes after it: ended early, made longer or followed, it needs no reminder. */
export function isEnding(rka: string, lastDay: LocalDate, all: readonly Entry[]): boolean {
  const stay = all.filter(isStay).find((entry) => entry.rka === rka && entry.to === lastDay);
  return stay !== undefined && !isFollowed(stay, all);
}
