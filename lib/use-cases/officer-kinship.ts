import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { openPorts } from "@/lib/state-databases/gateway";
import type { ApplicationRecord } from "./application-record";
import { portalReader } from "./gather-facts";

/** What an officer is to the applicant: `kinship-unknown` where ZAGS, or KDP before it, does not say. */
export type Kinship = "none" | "relative" | "kinship-unknown";

/** Minutes of real time for which "no relative" is believed without asking again: as long as a claim lasts. */
const believedMinutes = 15;

/**
 * Asks ZAGS whether an officer is a close relative of the applicant, and remembers the answer for this task: a relative for good, a
 * stranger for some minutes. It is asked whatever the service itself reads: who decides is the portal's affair in every service.
 */
export async function kinshipWith(taskId: string, application: ApplicationRecord, officer: Iin): Promise<Kinship> {
  const known = await db.officerKinship.findUnique({ where: { taskId_officer: { taskId, officer } } });
  if (known?.kinship === "relative") return "relative";
  if (known && realNow().getTime() - known.askedAt.getTime() < believedMinutes * 60_000) return "none";
  const kinship = await askKinship(application, officer);
  if (kinship === "kinship-unknown") return kinship;
  const row = { kinship, askedAt: realNow() };
  await db.officerKinship.upsert({
    where: { taskId_officer: { taskId, officer } },
    create: { taskId, officer, ...row },
    update: row,
  });
  return kinship;
}

async function askKinship({ id, applicant, service }: ApplicationRecord, officer: Iin): Promise<Kinship> {
  const context = { reader: portalReader, purpose: service.id, applicationId: id, now: await clockOf(applicant) };
  const consent = await openPorts(context)["access-control"].grant({
    iin: applicant,
    databases: ["civil-status"],
    purpose: service.id,
  });
  if (consent.kind !== "found") return "kinship-unknown";
  const zags = openPorts({ ...context, accessToken: consent.value.token })["civil-status"];
  const relatives = await zags.relatives({ iin: applicant });
  if (relatives.kind !== "found") return "kinship-unknown";
  return relatives.value.some(({ relative }) => relative === officer) ? "relative" : "none";
}
