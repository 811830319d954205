import "server-only";
import { endOfDay, startOfDay, type LocalDate } from "@/lib/kernel/local-date";
import { db } from "@/lib/infra/db/client";
import { log } from "@/lib/infra/log";
import type { StepStage } from "@/lib/process/stages";
import type { ApplicationRecord } from "./application-record";

/**
 * Whether an answer to this step would be one try too many today: it leads to a check whose refusals are counted, and the person has met
 * as many as a day has, in whichever applications. The day is that of the person's clock, since the refusals are dated by it.
 */
export async function isTriedOut(
  { service, applicant }: ApplicationRecord,
  step: StepStage,
  today: LocalDate,
): Promise<boolean> {
  const ids = service.stages.map(({ id }) => id);
  const here = ids.indexOf(step.id);
  for (const [index, stage] of service.stages.entries()) {
    if (stage.kind !== "check" || stage.triesADay === undefined || stage.returnsTo === undefined) continue;
    if (here < ids.indexOf(stage.returnsTo) || here > index) continue;
    const refusals = await db.applicationEvent.count({
      where: {
        type: "check-refused",
        data: { path: ["stage"], equals: stage.id },
        at: { gte: startOfDay(today), lte: endOfDay(today) },
        application: { applicant },
      },
    });
    if (refusals < stage.triesADay) continue;
    log.warn("tries-used-up", { service: service.id, operation: stage.id, count: refusals });
    return true;
  }
  return false;
}
