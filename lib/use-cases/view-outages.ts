import "server-only";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { outagesAmong, type Outage } from "./outage-rule";

/** Every public page asks; the answer of so many milliseconds ago is good enough for all of them. */
const keptMs = 5_000;
const questionsLookedAt = 500;

let kept: { readonly at: number; readonly outages: Promise<readonly Outage[]> } | undefined;

async function lookUp(at: Date): Promise<readonly Outage[]> {
  try {
    const asked = await db.accessLog.findMany({
      orderBy: { id: "desc" },
      take: questionsLookedAt,
      select: { database: true, at: true, answer: true },
    });
    return outagesAmong(asked, at);
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
