import "server-only";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { currentStage, situationOf } from "@/lib/process/position";
import { isLongSilence } from "./outage-rule";
import type { OwnApplication } from "./view-application";
import { isUnanswered } from "./view-outages";

/** State databases that keep an application waiting, as its applicant sees them. */
export interface Silence {
  readonly databases: readonly string[];
  /** When each had last answered anybody before that; on the applicant's clock. Those that never have are left out. */
  readonly lastAnswers: Readonly<Record<string, Date>>;
  /** The first question in vain, and the next one; on the applicant's clock. */
  readonly since: Date;
  readonly nextAt: Date | null;
  /** Longer than the minutes after which a service centre is named. */
  readonly isLong: boolean;
  readonly outageMinutes: number;
  /** Whether it is the law that then names the centre. */
  readonly isByLaw: boolean;
  /** Whether no centre can help. */
  readonly isOnlineOnly: boolean;
  /** Whether the applicant hears by SMS as well that it goes on. */
  readonly hasPhone: boolean;
}

/** Seconds for which an order may be under way before it counts as unanswered. */
const patienceSeconds = 20;

/** What keeps an application waiting for a state database; null when nothing does, or when waiting is the stage's nature. */
export async function viewSilence(application: OwnApplication): Promise<Silence | null> {
  const { id, applicant, service, state, today, now } = application;
  const silent = silentOf(application);
  if (!silent) return null;
  const [deadline, account, lastAnswers] = await Promise.all([
    db.deadline.findFirst({ where: { applicationId: id, kind: "ask-again" }, select: { dueAt: true } }),
    db.account.findUnique({ where: { iin: applicant }, select: { phone: true } }),
    lastAnswersOf(silent, now),
  ]);
  return {
    ...silent,
    lastAnswers,
    nextAt: deadline?.dueAt ?? null,
    isLong: isLongSilence(silent.since, now, env.outageMinutes),
    outageMinutes: env.outageMinutes,
    isByLaw: silent.databases.some((name) => service.outageByLaw?.some((database) => database === name) ?? false),
    isOnlineOnly: service.isOnlineOnly?.(situationOf(state, today)) ?? false,
    hasPhone: account !== null && account.phone !== null,
  };
}

function silentOf({ service, state, today, now }: OwnApplication): Pick<Silence, "databases" | "since"> | null {
  const stage = currentStage(service, state, today);
  if (stage?.kind === "order" && stage.produces !== true) {
    const at = state.stages[stage.id];
    if (at?.status !== "open" || at.refusedAccessAt !== undefined) return null;
    const since = new Date(at.at);
    return now.getTime() - since.getTime() > patienceSeconds * 1000 ? { databases: [stage.database], since } : null;
  }
  if (stage?.kind !== "check" && stage?.kind !== "place") return null;
  const unanswered = Object.values(state.stages).filter((at) => at.status === "unanswered");
  if (unanswered.length === 0) return null;
  return {
    databases: [...new Set(unanswered.flatMap(({ databases }) => databases))],
    since: new Date(state.silentSince ?? unanswered.map(({ at }) => at).sort()[0] ?? now),
  };
}

/** The log keeps real time: what it says is moved to the applicant's clock. */
async function lastAnswersOf(
  { databases, since }: Pick<Silence, "databases" | "since">,
  now: Date,
): Promise<Silence["lastAnswers"]> {
  const ahead = now.getTime() - realNow().getTime();
  const until = new Date(since.getTime() - ahead);
  const rows = await db.$queryRaw<{ database: string; at: Date | null }[]>`
    SELECT names.database, answered.at
    FROM unnest(${databases}::text[]) AS names (database)
    CROSS JOIN LATERAL (
      SELECT max(at) AS at FROM portal.access_log
      WHERE database = names.database AND ${isUnanswered} IS FALSE AND at <= ${until}
    ) AS answered`;
  return Object.fromEntries(
    rows.flatMap(({ database, at }) => (at ? [[database, new Date(at.getTime() + ahead)] as const] : [])),
  );
}
