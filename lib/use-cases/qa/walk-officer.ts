import "server-only";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { Task } from "@/lib/infra/db/generated/client";
import type { Meanwhile } from "@/lib/process/define-service";
import { offeredDecisions } from "@/lib/process/offered-decisions";
import { situationOf } from "@/lib/process/position";
import type { ApplicationRecord } from "../application-record";
import { claimTask, releaseTask } from "../claim-task";
import { decideTask, prepareDecision, type Decision } from "../decide-task";
import { handOver } from "../hand-over";
import { taskStage, type Officer } from "../task-access";
import { signFor } from "./test-keys";

/** What an officer is to decide. */
export type Wanted = Pick<Decision, "decision" | "reason" | "entry"> & { readonly meanwhile?: Meanwhile | undefined };

/** An officer's work that could not be done, in words for a QA engineer; null when it was done. */
export type Obstacle = string | null;

/** What an officer writes to the applicant with a refusal, where nothing else is told. */
const commentOfRefusal = "QA консолінен берілген шешім.";

/** The open task or handover of an application, the oldest first. */
export async function openTaskOf(application: ApplicationRecord): Promise<Task | null> {
  return (await openTasksOf(application))[0] ?? null;
}

/** The same for each of the roles that can do it. */
async function openTasksOf({ id }: ApplicationRecord): Promise<readonly Task[]> {
  return db.task.findMany({
    where: { applicationId: id, closedAt: null },
    orderBy: [{ openedAt: "asc" }, { id: "asc" }],
  });
}

/** Those who can do a task: accounts of its role, but for the applicant; who is nothing but an officer comes first. */
export async function officersFor(role: string, applicant: Iin): Promise<readonly Officer[]> {
  const accounts = await db.account.findMany({
    where: { roles: { has: role }, iin: { not: applicant } },
    select: { iin: true, roles: true },
    orderBy: { iin: "asc" },
  });
  const officers = accounts.map(({ iin, roles }) => ({ iin: iinSchema.parse(iin), roles }));
  return officers.sort((one, other) => one.roles.length - other.roles.length);
}

/** Claims a task for the first officer who gets it; else says why nobody did. */
async function claimFor(task: Task, application: ApplicationRecord): Promise<Officer | string> {
  const officers = await officersFor(task.role, application.applicant);
  if (officers.length === 0) return `no account has the role ${task.role}; sign somebody in with that role first`;
  const outcomes: string[] = [];
  for (const officer of officers) {
    const outcome = await claimTask(task.id, officer);
    if (outcome === "claimed") return officer;
    outcomes.push(outcome);
  }
  return `no officer with the role ${task.role} could claim the task: ${[...new Set(outcomes)].join(", ")}`;
}

/**
 * Decides the open task of an application as an officer of its role would: claim, decision, EDS. Without `wanted` it goes on
 * to the next stage.
 */
export async function decideAsOfficer(application: ApplicationRecord, task: Task, wanted?: Wanted): Promise<Obstacle> {
  const today = localDateOf(await clockOf(application.applicant));
  const decision = wanted ?? favourable(application, task, today);
  if (!decision) return `no decision of "${task.stage}" goes on`;
  const officer = await claimFor(task, application);
  if (typeof officer === "string") return officer;
  const comment = decision.reason === null ? "" : commentOfRefusal;
  const entry = decision.entry ?? usualEntry(application, task, decision.decision);
  const prepared = await prepareDecision(
    task.id,
    officer,
    { ...decision, comment, ...(entry === undefined ? {} : { entry }) },
    "kk",
  );
  if (!prepared.ok) return givenBack(task, officer, prepared.error.kind);
  const { nonce, text } = prepared.value;
  const cms = await signFor(officer.iin, text, await clockOf(officer.iin));
  const decided = await decideTask({ taskId: task.id, officer, nonce, cms });
  return decided.ok ? null : givenBack(task, officer, decided.error.kind);
}

/** The same as an officer of the first role that can. */
export async function decideAsAny(application: ApplicationRecord, wanted?: Wanted): Promise<Obstacle> {
  let obstacle: Obstacle = "there is no open task";
  for (const task of await openTasksOf(application)) {
    obstacle = await decideAsOfficer(application, task, wanted);
    if (obstacle === null) break;
  }
  if (obstacle === null && wanted?.meanwhile === "moves") await moves(application.applicant);
  return obstacle;
}

/** GBD FL holds somebody at another address from now on, without the portal's doing. */
async function moves(iin: Iin): Promise<void> {
  const elsewhere = await db.mockDwelling.findFirst({
    where: { registrations: { none: { iin } } },
    orderBy: { rka: "asc" },
  });
  if (!elsewhere) throw new Error("The dataset holds no dwelling in which somebody is not registered");
  await db.mockRegistration.updateMany({ where: { iin, kind: "permanent" }, data: { rka: elsewhere.rka } });
}

/** Hands the result over as an officer of the task's role would, against the number that the applicant brings. */
export async function handOverAsOfficer(application: ApplicationRecord, task: Task): Promise<Obstacle> {
  const stage = application.service.stages.find(({ id }) => id === task.stage);
  if (stage?.kind !== "handover") return `"${task.stage}" is no handover`;
  const today = localDateOf(await clockOf(application.applicant));
  const proof = stage.proof(situationOf(application.state, today));
  const officer = await claimFor(task, application);
  if (typeof officer === "string") return officer;
  const handed = await handOver(task.id, officer, proof);
  return handed.ok ? null : givenBack(task, officer, handed.error.kind);
}

async function givenBack(task: Task, officer: Officer, why: string): Promise<string> {
  await releaseTask(task.id, officer.iin);
  return `an officer with the role ${task.role} could not do it: ${why}`;
}

/** The first decision that goes on as the application stands, with what it asks for. */
function favourable(application: ApplicationRecord, task: Task, today: LocalDate): Wanted | undefined {
  const stage = taskStage({ task, application });
  const offered = stage ? [...offeredDecisions(stage, situationOf(application.state, today))] : [];
  const found = offered.find(([, { outcome }]) => outcome === "continue");
  return found && { decision: found[0], reason: null };
}

/** What an officer types where a decision asks for something and nothing is told: what a check has left behind under that name. */
function usualEntry(application: ApplicationRecord, task: Task, decision: string): string | undefined {
  const declared = taskStage({ task, application })?.decisions[decision];
  if (declared?.outcome !== "continue" || !declared.enters) return undefined;
  const { name } = declared.enters;
  return Object.values(application.state.evidence).flatMap((evidence) => evidence[name] ?? [])[0];
}
