import "server-only";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { findApplication } from "./application-record";
import { portalReader, portsFor } from "./gather-facts";
import { subjectOf } from "./subject";

/**
 * Takes back what a state database holds of an application that has ended without being granted; of any other, nothing.
 * Taking back needs no consent of the applicant's any more [ours]: KDP may have ended it, which is why the application lapsed.
 * Throws when the database does not answer, so that the outbox tries again, for weeks if need be.
 */
export async function cancelOrder(applicationId: string, stageId: string): Promise<void> {
  const application = await findApplication(applicationId);
  const stage = application?.service.stages.find((one) => one.id === stageId);
  if (!application || stage?.kind !== "order" || !stage.cancel) return;
  const { outcome } = application.state;
  if (outcome === null || outcome.kind === "granted") return;
  const now = await clockOf(application.applicant);
  const ports = await portsFor(application, portalReader, now);
  const answer = await stage.cancel(ports[stage.database] as never, subjectOf(application, localDateOf(now)));
  if (answer.kind !== "found" && answer.kind !== "not-found") {
    throw new Error(`${stage.database} did not confirm a cancellation`);
  }
}
