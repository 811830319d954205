import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { isKnown } from "@/lib/process/advance";
import { dueChecks } from "@/lib/process/position";
import { findApplication } from "./application-record";
import { changeApplication } from "./change-application";
import { gatherFacts, portalReader } from "./gather-facts";
import { watchRegistrations } from "./registration-changes";

/** How long at least it takes to judge what tells of others than the applicant; the state databases answer sooner. */
const probedMs = 250;

/**
 * Judges every check that is due, one after another, until somebody else has to act or a database does not answer.
 * Each result is stored as it comes. Safe to run at any time, and side by side.
 */
export async function judgeChecks(applicationId: string): Promise<void> {
  for (;;) {
    const application = await findApplication(applicationId);
    if (!application) return;
    const { service, state, applicant } = application;
    const now = await clockOf(applicant);
    const due = dueChecks(service, state, localDateOf(now));
    if (due.length === 0) return;
    // What can be probed takes the same time whatever is found: an answer that names people has more rows to write.
    const first = await watchRegistrations(application, now);
    const evenly = due.some(({ triesADay }) => triesADay !== undefined) ? wait(probedMs) : undefined;
    const facts = await gatherFacts(
      application,
      due.flatMap((check) => check.uses),
      portalReader,
      now,
    );
    await evenly;
    const changed = await changeApplication({
      id: applicationId,
      actor: { kind: "portal" },
      command: { type: "judge-checks", facts },
      seq: state.seq,
      first,
    });
    if (!changed.ok && changed.error.kind !== "moved-on") return;
    // A database that is silent is asked again later, by the deadline of the application.
    if (changed.ok && Object.values(facts).some((answer) => !isKnown(service, state, answer))) return;
  }
}
