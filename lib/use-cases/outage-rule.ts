import "server-only";

/** The questions that a state database has answered nobody since its last answer. */
export interface Unanswered {
  readonly database: string;
  readonly first: Date;
  readonly last: Date;
}

export interface Outage {
  readonly database: string;
  /** When it was first asked in vain. */
  readonly since: Date;
}

const minuteMs = 60_000;

/** Minutes after which an old silence says nothing about now: nobody has asked since. */
const staleMinutes = 60;

/**
 * The databases that have answered nobody for longer than `minutes`, the longest silence first.
 * In: what each has left unanswered since its last answer; the instant it is.
 */
export function outagesAmong(unanswered: readonly Unanswered[], now: Date, minutes: number): readonly Outage[] {
  return unanswered
    .filter(({ first, last }) => {
      const isOver = now.getTime() - last.getTime() > staleMinutes * minuteMs;
      return !isOver && isLongSilence(first, now, minutes);
    })
    .map(({ database, first }) => ({ database, since: first }))
    .sort((a, b) => a.since.getTime() - b.since.getTime());
}

/** Whether a silence since then has lasted for longer than so many minutes. */
export function isLongSilence(since: Date, now: Date, minutes: number): boolean {
  return now.getTime() - since.getTime() > minutes * minuteMs;
}
