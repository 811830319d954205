import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { openPorts, type CallContext } from "@/lib/state-databases/gateway";
import type { ApplicationRecord } from "./application-record";
import { portalReader } from "./gather-facts";
import { tellApplicant } from "./tell-applicant";

/**
 * What an officer is to the applicant: `kinship-unknown` where ZAGS, or KDP before it, does not answer; `access-denied` where KDP does not
 * let the portal ask.
 */
export type Kinship = "none" | "relative" | "kinship-unknown" | "access-denied";

/** Minutes of real time for which "no relative" is believed without asking again: as long as a claim lasts. */
const believedMinutes = 15;

/**
 * Asks ZAGS whether an officer is a close relative of the applicant, and remembers the answer for this task: a relative for good, a
 * stranger for some minutes. It is asked whatever the service itself reads: who decides is the portal's affair in every service.
 * That KDP refuses is told to the applicant, once until it permits again: only they can mend it.
 */
export async function kinshipWith(taskId: string, application: ApplicationRecord, officer: Iin): Promise<Kinship> {
  const known = await db.officerKinship.findUnique({ where: { taskId_officer: { taskId, officer } } });
  if (known?.kinship === "relative") return "relative";
  if (known && realNow().getTime() - known.askedAt.getTime() < believedMinutes * 60_000) return "none";
  const kinship = await askKinship(application, officer);
  if (kinship === "kinship-unknown") return kinship;
  await keepAccess(application, kinship !== "access-denied");
  if (kinship === "access-denied") return kinship;
  const row = { kinship, askedAt: realNow() };
  await db.officerKinship.upsert({
    where: { taskId_officer: { taskId, officer } },
    create: { taskId, officer, ...row },
    update: row,
  });
  return kinship;
}

async function askKinship(application: ApplicationRecord, officer: Iin): Promise<Kinship> {
  const { applicant } = application;
  const context = await contextOf(application);
  const consent = await askAccess(context, applicant);
  if (consent.kind === "denied") return "access-denied";
  if (consent.kind !== "found") return "kinship-unknown";
  const zags = openPorts({ ...context, accessToken: consent.value.token })["civil-status"];
  const relatives = await zags.relatives({ iin: applicant });
  if (relatives.kind !== "found") return "kinship-unknown";
  return relatives.value.some(({ relative }) => relative === officer) ? "relative" : "none";
}

async function contextOf({ id, applicant, service }: ApplicationRecord): Promise<CallContext> {
  return { reader: portalReader, purpose: service.id, applicationId: id, now: await clockOf(applicant) };
}

function askAccess(context: CallContext, applicant: Iin) {
  const { purpose } = context;
  return openPorts(context)["access-control"].grant({ iin: applicant, databases: ["civil-status"], purpose });
}

/** Puts down for the open tasks of an application whether KDP lets the portal ask; the applicant is told when it has ceased to. */
async function keepAccess({ id, applicant, state }: ApplicationRecord, isOpen: boolean): Promise<void> {
  const now = await clockOf(applicant);
  await inTransaction(async (tx) => {
    const { count } = await tx.task.updateMany({
      where: { applicationId: id, closedAt: null, accessDeniedAt: isOpen ? { not: null } : null },
      data: { accessDeniedAt: isOpen ? null : now },
    });
    if (count > 0 && !isOpen) await tellApplicant(tx, state, "access-refused", "", {}, now);
  });
}

/** Whether officers cannot look into an application because KDP does not let the portal ask. */
export async function isShutToOfficers(applicationId: string): Promise<boolean> {
  return (await db.task.count({ where: { applicationId, closedAt: null, accessDeniedAt: { not: null } } })) > 0;
}

/** Asks KDP once more for an application that officers cannot look into. */
export async function askAccessAgain(application: ApplicationRecord): Promise<void> {
  if (!(await isShutToOfficers(application.id))) return;
  const consent = await askAccess(await contextOf(application), application.applicant);
  if (consent.kind === "found") await keepAccess(application, true);
}
