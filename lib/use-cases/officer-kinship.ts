import "server-only";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import type { Task } from "@/lib/infra/db/generated/client";
import { currentStage, whoseAffair } from "@/lib/process/position";
import type { Stage } from "@/lib/process/stages";
import type { CallContext } from "@/lib/state-databases/gateway";
import type { ApplicationRecord } from "./application-record";
import { portalReader } from "./gather-facts";
import { askAccess, askKinship, type Kinship } from "./kinship";
import { tellApplicant } from "./tell-applicant";

/** Minutes of real time for which "no relative" is believed without asking again: as long as a claim lasts. */
const believedMinutes = 15;

/**
 * Asks ZAGS whether an officer is a close relative of the applicant, or of anybody else whose affair the task is, and remembers the answer for this task: a relative for good, a
 * stranger for some minutes. It is asked whatever the service itself reads: who decides is the portal's affair in every service.
 * That KDP refuses is told to the applicant, once until it permits again: only they can mend it.
 */
export async function kinshipWith(
  { id: taskId, stage }: Pick<Task, "id" | "stage">,
  application: ApplicationRecord,
  officer: Iin,
): Promise<Kinship> {
  const known = await db.officerKinship.findUnique({ where: { taskId_officer: { taskId, officer } } });
  if (known?.kinship === "relative") return "relative";
  if (known && realNow().getTime() - known.askedAt.getTime() < believedMinutes * 60_000) return "none";
  const context = await contextOf(application);
  const declared = application.service.stages.find((one) => one.id === stage);
  const kinship = await askKinship(context, peopleOf(declared, application, context.now), officer);
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

/** Whose affair a stage of the application is. */
function peopleOf(stage: Stage | undefined, { state }: ApplicationRecord, now: Date): readonly Iin[] {
  return whoseAffair(stage, state, localDateOf(now)).map((iin) => iinSchema.parse(iin));
}

async function contextOf({ id, applicant, service }: ApplicationRecord): Promise<CallContext> {
  return { reader: portalReader, purpose: service.id, applicationId: id, now: await clockOf(applicant) };
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
  const context = await contextOf(application);
  const { service, state } = application;
  const people = peopleOf(currentStage(service, state, localDateOf(context.now)), application, context.now);
  const consents = await Promise.all(people.map((iin) => askAccess(context, iin)));
  if (consents.every(({ kind }) => kind === "found")) await keepAccess(application, true);
}
