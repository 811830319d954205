import "server-only";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { log } from "@/lib/infra/log";
import { currentStage } from "@/lib/process/position";
import { recordOf } from "./application-record";
import { judgeChecks } from "./judge-checks";

const atOnce = 100;

/**
 * Judges checks that were declared only after an application had passed their place: nothing happens to a draft by itself, so that its
 * applicant would wait before a list that nobody works on. Out: how many drafts there were.
 */
export async function resumeDrafts(): Promise<number> {
  let resumed = 0;
  let after = "";
  for (;;) {
    const rows = await db.application.findMany({
      where: { phase: "draft", outcome: null, ...(after === "" ? {} : { id: { gt: after } }) },
      select: { id: true, state: true, stage: true },
      orderBy: { id: "asc" },
      take: atOnce,
    });
    for (const row of rows) {
      after = row.id;
      if (await resume(row)) resumed += 1;
    }
    if (rows.length < atOnce) return resumed;
  }
}

/** One that cannot be read keeps no other waiting. */
async function resume(row: { readonly id: string; readonly state: unknown; readonly stage: string | null }) {
  try {
    const { service, state, applicant } = recordOf(row);
    const stage = currentStage(service, state, localDateOf(await clockOf(applicant)));
    // A draft that stands where its row says has a deadline that asks again.
    if (stage?.kind !== "check" || stage.id === row.stage) return false;
    await judgeChecks(row.id);
    return true;
  } catch (error) {
    log.error("resume-failed", { applicationId: row.id, error });
    return false;
  }
}
