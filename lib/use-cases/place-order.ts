import "server-only";
import { found, type Answer } from "@/lib/kernel/answer";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { log } from "@/lib/infra/log";
import type { Command } from "@/lib/process/commands";
import { judgeAgain, silentAmong } from "@/lib/process/judge-again";
import { currentStage } from "@/lib/process/position";
import type { OrderStage } from "@/lib/process/stages";
import { findApplication, type ApplicationRecord } from "./application-record";
import { cancelOrder } from "./cancel-order";
import { changeApplication } from "./change-application";
import { gatherToJudgeAgain, portalReader, portsFor } from "./gather-facts";
import { lockChangedBy } from "./registration-changes";
import { subjectOf } from "./subject";

/**
 * Places the order at which an application stands, or learns how far it has come: the request carries the application's own key,
 * so that asking twice makes one order. A database that does not answer is asked again by the application's deadline. That KDP does not
 * let the portal ask is an event: the applicant has to know.
 * An application that ends while its order is under way is not there to be taken back when its cancellation comes: whoever placed the
 * order takes it back then.
 * What the order rests on is judged once more until it is known to be made; while that is not known, or a database is silent, nothing is.
 */
export async function placeOrder(applicationId: string): Promise<void> {
  const application = await findApplication(applicationId);
  if (!application) return;
  const now = await clockOf(application.applicant);
  const stage = currentStage(application.service, application.state, localDateOf(now));
  if (stage?.kind !== "order") return;
  const answer = await answerTo(application, stage, now);
  if (answer.kind === "not-found") {
    // The declaration registers again what a state database has lost; what cannot be registered again is for people to mend.
    log.error("order-lost", { applicationId, database: stage.database, operation: stage.id });
  }
  const order = answer.kind === "found" ? answer.value : answer.kind === "denied" ? answer : null;
  if (order) {
    const changed = await changeApplication({
      id: applicationId,
      actor: { kind: "portal" },
      command: { type: "answer-order", stage: stage.id, answer: order },
      seq: application.state.seq,
      first: lockChangedBy(application, stage.id, order, now),
    });
    if (changed.ok) return;
  }
  await cancelOrder(applicationId, stage.id);
}

/** What comes of the request: made now, found to be made before, or not made since what it rests on is so no more. */
async function answerTo(
  application: ApplicationRecord,
  stage: OrderStage,
  now: Date,
): Promise<Answer<Extract<Command, { type: "answer-order" }>["answer"]>> {
  const { service, state } = application;
  const port = (await portsFor(application, portalReader, now))[stage.database] as never;
  const subject = subjectOf(application, localDateOf(now));
  if (stage.rechecks && stage.find) {
    const before = await stage.find(port, subject);
    if (before.kind !== "not-found") return before;
    const facts = await gatherToJudgeAgain(application, stage.rechecks, portalReader, now);
    const { events, stoppedAt } = judgeAgain(service, state, stage.rechecks, facts, now);
    if (stoppedAt) return found(silentAmong(events).length > 0 ? { kind: "waiting" } : { kind: "not-made", facts });
  }
  return stage.place(port, subject);
}
