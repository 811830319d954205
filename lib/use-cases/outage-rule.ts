import "server-only";

/** One question that was put to a state database. */
export interface Asked {
  readonly database: string;
  readonly at: Date;
  readonly answer: string;
}

export interface Outage {
  readonly database: string;
  /** When it was first asked in vain. */
  readonly since: Date;
}

const minuteMs = 60_000;

/** Minutes of silence after which people are sent to a service centre [S4 §12]. */
const outageMinutes = 10;

/** Minutes after which an old silence says nothing about now: nobody has asked since. */
const staleMinutes = 60;

/**
 * The databases that have answered nobody for longer than `outageMinutes`, the longest silence first.
 * In: the latest questions, newest first; the instant it is.
 */
export function outagesAmong(asked: readonly Asked[], now: Date): readonly Outage[] {
  const outages = [...new Set(asked.map(({ database }) => database))].flatMap((database) => {
    const own = asked.filter((question) => question.database === database);
    const answered = own.findIndex(({ answer }) => answer !== "unavailable");
    const silent = answered === -1 ? own : own.slice(0, answered);
    const [latest, first] = [silent.at(0), silent.at(-1)];
    if (latest === undefined || first === undefined) return [];
    const isOver = now.getTime() - latest.at.getTime() > staleMinutes * minuteMs;
    const isLong = now.getTime() - first.at.getTime() > outageMinutes * minuteMs;
    return isLong && !isOver ? [{ database, since: first.at }] : [];
  });
  return outages.sort((a, b) => a.since.getTime() - b.since.getTime());
}
