import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { iinOf, type Applicant } from "@/lib/process/applicant";
import { savableSteps } from "@/lib/process/available";
import type { StepStage } from "@/lib/process/stages";
import { findOwn } from "./application-record";
import { keepPicture } from "./keep-picture";
import { forgetKeptValues, keepValues, viewKeptValues, type KeptValues } from "./kept-values";
import type { StepInput } from "./save-step";

function placeOf(applicationId: string, stage: string): string {
  return `${applicationId}/${stage}`;
}

/**
 * Keeps what a person sent for a step just after their session had ended: sealed, for a day, for them alone. Nothing of the application
 * changes; a picture is kept as any upload that no answer refers to yet. What is not theirs, or cannot be saved now, is not kept.
 */
export async function keepAnswer(answer: {
  readonly applicant: Applicant;
  readonly applicationId: string;
  readonly stage: string;
  readonly input: StepInput;
}): Promise<void> {
  const { applicant, applicationId, input } = answer;
  const application = await findOwn(applicationId, applicant);
  if (!application) return;
  const { service, state } = application;
  const stage = service.stages.find((one): one is StepStage => one.kind === "step" && one.id === answer.stage);
  if (!stage || !savableSteps(service, state, localDateOf(await clockOf(application.applicant))).includes(stage.id))
    return;

  const values: Record<string, string> = {};
  for (const field of stage.fields) {
    const given = input[field.name];
    if (typeof given === "string") values[field.name] = given;
    if (field.kind !== "image") continue;
    const earlier = input[`${field.name}Attachment`];
    if (typeof earlier === "string") values[`${field.name}Attachment`] = earlier;
    const picture = given instanceof Uint8Array ? await keepPicture(application, stage.id, given, field.rules) : null;
    if (picture?.ok) values[`${field.name}Attachment`] = picture.value.attachment;
  }
  await keepValues(iinOf(applicant), placeOf(applicationId, stage.id), values);
}

/** What was kept of this person's answer to a step, to be offered again; null when there is nothing. */
export function viewKeptAnswer(iin: Iin, applicationId: string, stage: string): Promise<KeptValues | null> {
  return viewKeptValues(iin, placeOf(applicationId, stage));
}

/** Keeps what a person means to answer to a step that they have not come to yet: it is filled in there, and nothing is answered by it. */
export function keepWish(iin: Iin, applicationId: string, stage: string, values: KeptValues): Promise<void> {
  return keepValues(iin, `${placeOf(applicationId, stage)}/wish`, values);
}

/** What this person meant to answer to a step; null when there is nothing. */
export function viewWish(iin: Iin, applicationId: string, stage: string): Promise<KeptValues | null> {
  return viewKeptValues(iin, `${placeOf(applicationId, stage)}/wish`);
}

/** Forgets it: the step was saved since. */
export function forgetKeptAnswer(iin: Iin, applicationId: string, stage: string): Promise<void> {
  return forgetKeptValues(iin, placeOf(applicationId, stage));
}
