import "server-only";
import { endOfDay, startOfDay, type LocalDate } from "@/lib/kernel/local-date";
import { db } from "@/lib/infra/db/client";
import { log } from "@/lib/infra/log";
import type { CheckStage, StepStage } from "@/lib/process/stages";
import type { ApplicationRecord } from "./application-record";

/**
 * Whether an answer to this step would be one try too many today: it leads to a check whose refusals, or whose judgements, are counted, and
 * the person has met as many as a day has, in whichever applications. The day is that of the person's clock, since the refusals are dated by it.
 */
export async function isTriedOut(
  { service, applicant, bin }: ApplicationRecord,
  step: StepStage,
  today: LocalDate,
): Promise<boolean> {
  const ids = service.stages.map(({ id }) => id);
  const here = ids.indexOf(step.id);
  for (const [index, stage] of service.stages.entries()) {
    if (stage.kind !== "check" || here > index) continue;
    const counted = countedOf(stage);
    if (!counted || here < ids.indexOf(counted.from)) continue;
    const met = await db.applicationEvent.count({
      where: {
        type: { in: [...counted.types] },
        data: { path: ["stage"], equals: stage.id },
        at: { gte: startOfDay(today), lte: endOfDay(today) },
        application: bin === null ? { applicant, bin } : { bin },
      },
    });
    if (met < counted.most) continue;
    log.warn("tries-used-up", { service: service.id, operation: stage.id, count: met });
    return true;
  }
  return false;
}

/** What is counted of a check, how often a day it may happen, and from which step on an answer leads to it. */
function countedOf({ triesADay, returnsTo, judgementsADay }: CheckStage) {
  if (judgementsADay) return { ...judgementsADay, types: ["check-passed", "check-refused"] };
  return triesADay === undefined || returnsTo === undefined
    ? undefined
    : { most: triesADay, from: returnsTo, types: ["check-refused"] };
}
