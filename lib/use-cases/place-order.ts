import "server-only";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { log } from "@/lib/infra/log";
import { currentStage } from "@/lib/process/position";
import { findApplication } from "./application-record";
import { cancelOrder } from "./cancel-order";
import { changeApplication } from "./change-application";
import { portalReader, portsFor } from "./gather-facts";
import { subjectOf } from "./subject";

/**
 * Places the order at which an application stands, or learns how far it has come: the request carries the application's own key,
 * so that asking twice makes one order. A database that does not answer is asked again by the application's deadline. That KDP does not
 * let the portal ask is an event: the applicant has to know.
 * An application that ends while its order is under way is not there to be taken back when its cancellation comes: whoever placed the
 * order takes it back then.
 */
export async function placeOrder(applicationId: string): Promise<void> {
  const application = await findApplication(applicationId);
  if (!application) return;
  const now = await clockOf(application.applicant);
  const today = localDateOf(now);
  const stage = currentStage(application.service, application.state, today);
  if (stage?.kind !== "order") return;
  const ports = await portsFor(application, portalReader, now);
  const answer = await stage.place(ports[stage.database] as never, subjectOf(application, today));
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
    });
    if (changed.ok) return;
  }
  await cancelOrder(applicationId, stage.id);
}
