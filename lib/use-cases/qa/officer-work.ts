import "server-only";
import { isIin, type Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { offeredDecisions } from "@/lib/process/offered-decisions";
import { situationOf } from "@/lib/process/position";
import { offeredReasons } from "@/lib/process/refunds";
import { findApplication, isUuid } from "../application-record";
import { taskStage } from "../task-access";
import { decideAsOfficer, handOverAsOfficer, officersFor, type Obstacle } from "./walk-officer";

/** An open task or handover, with what can be done with it. */
export interface OpenWork {
  readonly id: string;
  readonly number: string;
  readonly service: string;
  readonly stage: string;
  readonly role: string;
  readonly dueAt: Date;
  readonly isHandover: boolean;
  /** Decision codes, each with a reason code where the decision needs one. */
  readonly decisions: readonly { readonly decision: string; readonly reason: string | null }[];
}

const mostWork = 12;

/** The officers' open work: of one applicant, or of everyone; the newest first. */
export async function openWork(applicant: Iin | null): Promise<readonly OpenWork[]> {
  const tasks = await db.task.findMany({
    where: { closedAt: null, ...(applicant === null ? {} : { applicant }) },
    orderBy: [{ openedAt: "desc" }, { id: "asc" }],
    take: mostWork,
  });
  const work = await Promise.all(
    tasks.map(async (task): Promise<OpenWork | null> => {
      const application = await findApplication(task.applicationId);
      if (!application) return null;
      const stage = taskStage({ task, application });
      const today = localDateOf(await clockOf(application.applicant));
      const offered = stage ? offeredDecisions(stage, situationOf(application.state, today)) : [];
      const decisions = [...offered].flatMap(([decision, declared]): OpenWork["decisions"] =>
        declared.outcome === "continue"
          ? [{ decision, reason: null }]
          : offeredReasons(application.service, application.state, declared).map((reason) => ({ decision, reason })),
      );
      const { id, number, service, role, dueAt } = task;
      return { id, number, service, stage: task.stage, role, dueAt, isHandover: stage === undefined, decisions };
    }),
  );
  return work.filter((one) => one !== null);
}

/** Does a task as an officer of its role would: with a decision, else by handing over. Out: why it could not be done. */
export async function doWork(
  taskId: string,
  decision: { readonly decision: string; readonly reason: string | null } | null,
): Promise<Obstacle> {
  const task = isUuid(taskId) ? await db.task.findUnique({ where: { id: taskId } }) : null;
  const application = task && (await findApplication(task.applicationId));
  if (!task || !application) return "there is no such task";
  return decision ? decideAsOfficer(application, task, decision) : handOverAsOfficer(application, task);
}

/** The first officer who may do a task. */
export async function officerOf(taskId: string): Promise<Iin | null> {
  const task = isUuid(taskId) ? await db.task.findUnique({ where: { id: taskId } }) : null;
  if (!task || !isIin(task.applicant)) return null;
  const [officer] = await officersFor(task.role, task.applicant);
  return officer?.iin ?? null;
}
