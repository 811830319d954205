import "server-only";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import type { Task } from "@/lib/infra/db/generated/client";
import { findApplication } from "./application-record";
import { claimTask } from "./claim-task";
import type { Decision } from "./decide-task";
import { copyPerson } from "./qa/copy-person";
import { walkApplication, type WalkTarget } from "./qa/walk";
import { openTaskOf } from "./qa/walk-officer";
import type { Officer } from "./task-access";
import type { WorkListQuery } from "./view-work-list";

const aigerim = iinSchema.parse("940416412502");
/** A migration officer of Astana, and another. */
export const reviewer: Officer = { iin: iinSchema.parse("850220369901"), roles: ["umd-officer:71"] };
export const other: Officer = { iin: iinSchema.parse("890729485191"), roles: ["umd-officer:71"] };
/** Who hands cards over there. */
export const clerk: Officer = { iin: iinSchema.parse("920525412908"), roles: ["town-unit:71"] };
export const elsewhere: Officer = { iin: iinSchema.parse("871017494694"), roles: ["umd-officer:75"] };
export const approval: Decision = { decision: "approve", reason: null, comment: "" };

export interface AtWork {
  readonly id: string;
  readonly iin: Iin;
  readonly task: Task;
}

/** The application as it stands. */
export async function load(id: string) {
  const application = await findApplication(id);
  if (!application) throw new Error("it was just there");
  return application;
}

/** A fresh person's application with an open task in Astana. */
export async function atWork(to: WalkTarget = "in-review"): Promise<AtWork> {
  const copied = await copyPerson(aigerim);
  if (!copied.ok) throw new Error(copied.error);
  const { iin } = copied.value;
  const at = await walkApplication("id-card-renewal", iin, to, { form: { region: "71" } });
  if (at.kind !== "reached") throw new Error(JSON.stringify(at));
  const task = await openTaskOf(await load(at.id));
  if (!task) throw new Error("no task");
  return { id: at.id, iin, task };
}

/** The same, with the task held by the first officer. */
export async function claimed(): Promise<AtWork> {
  const at = await atWork();
  if ((await claimTask(at.task.id, reviewer)) !== "claimed") throw new Error("not claimed");
  return at;
}

/** Everything on one page. */
export const wide: WorkListQuery = { service: null, state: "all", holder: "all", sort: "newest", page: 1 };
