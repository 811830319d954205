import "server-only";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { Prisma } from "@/lib/infra/db/generated/client";
import { env } from "@/lib/infra/env";
import { services } from "@/lib/services";
import { outagesAmong, type Outage, type Unanswered } from "./outage-rule";

/** Every public page asks; the answer of so many milliseconds ago is good enough for all of them. */
const keptMs = 5_000;

/** The state databases that services ask: the silence of any other keeps nobody waiting. */
const asked = [...new Set(services.flatMap(({ reads }) => Object.values(reads).map(({ database }) => database)))];

let kept: { readonly at: number; readonly outages: Promise<readonly Outage[]> } | undefined;

/** SQL: whether a row of the access log is a question left unanswered; in the words of the index `access_log_silence`. */
export const isUnanswered = Prisma.sql`(answer IN ('unavailable', 'invalid-answer'))`;

/**
 * What each database has left unanswered since its last answer to anybody. An answer that could not be believed is none. A long
 * log is not read: IS FALSE matches the index, where NOT would be rewritten.
 */
export async function unansweredQuestions(): Promise<readonly Unanswered[]> {
  const rows = await db.$queryRaw<{ database: string; first: Date | null; last: Date | null }[]>`
    SELECT names.database, silence.first, silence.last
    FROM unnest(${asked}::text[]) AS names (database)
    CROSS JOIN LATERAL (
      SELECT max(at) AS at FROM portal.access_log
      WHERE database = names.database AND ${isUnanswered} IS FALSE
    ) AS answered
    CROSS JOIN LATERAL (
      SELECT min(at) AS first, max(at) AS last FROM portal.access_log
      WHERE database = names.database AND ${isUnanswered}
        AND at > COALESCE(answered.at, '-infinity')
    ) AS silence`;
  return rows.flatMap(({ database, first, last }) => (first && last ? [{ database, first, last }] : []));
}

async function lookUp(at: Date): Promise<readonly Outage[]> {
  try {
    return outagesAmong(await unansweredQuestions(), at, env.outageMinutes);
  } catch {
    // The pages that say what to do must stand while the portal's own database is down.
    return [];
  }
}

/** The state databases that have answered nobody for longer than ten minutes of real time. */
export async function viewOutages(): Promise<readonly Outage[]> {
  const at = realNow();
  if (kept === undefined || at.getTime() - kept.at > keptMs) kept = { at: at.getTime(), outages: lookUp(at) };
  return kept.outages;
}
