import "server-only";
import { z } from "zod";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { seal, unseal } from "@/lib/infra/seal";
import { savableSteps } from "@/lib/process/available";
import type { StepStage } from "@/lib/process/stages";
import { findApplication } from "./application-record";
import { keepPicture } from "./keep-picture";
import type { StepInput } from "./save-step";

const keptMs = 24 * 3_600_000;
const purpose = "kept-answer";
const valuesSchema = z.record(z.string(), z.string());

function placeOf(applicationId: string, stage: string): string {
  return `${applicationId}/${stage}`;
}

/**
 * Keeps what a person sent for a step just after their session had ended: sealed, for a day, for them alone. Nothing of the application
 * changes; a picture is kept as any upload that no answer refers to yet. What is not theirs, or cannot be saved now, is not kept.
 */
export async function keepAnswer(answer: {
  readonly iin: Iin;
  readonly applicationId: string;
  readonly stage: string;
  readonly input: StepInput;
}): Promise<void> {
  const { iin, applicationId, input } = answer;
  const application = await findApplication(applicationId);
  if (application?.applicant !== iin) return;
  const { service, state } = application;
  const stage = service.stages.find((one): one is StepStage => one.kind === "step" && one.id === answer.stage);
  if (!stage || !savableSteps(service, state, localDateOf(await clockOf(iin))).includes(stage.id)) return;

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
  const place = placeOf(applicationId, stage.id);
  const createdAt = realNow();
  const row = {
    sealed: seal(JSON.stringify(values), purpose, `${iin}/${place}`),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + keptMs),
  };
  await db.keptAnswer.upsert({ where: { iin_place: { iin, place } }, create: { iin, place, ...row }, update: row });
}

/** What was kept of this person's answer to a step, to be offered again; null when there is nothing. */
export async function viewKeptAnswer(
  iin: Iin,
  applicationId: string,
  stage: string,
): Promise<Readonly<Record<string, string>> | null> {
  const place = placeOf(applicationId, stage);
  const row = await db.keptAnswer.findUnique({ where: { iin_place: { iin, place } } });
  if (!row || row.expiresAt <= realNow()) return null;
  const text = unseal(row.sealed, purpose, `${iin}/${place}`);
  return text === null ? null : valuesSchema.parse(JSON.parse(text));
}

/** Forgets it: the step was saved since. */
export async function forgetKeptAnswer(iin: Iin, applicationId: string, stage: string): Promise<void> {
  await db.keptAnswer.deleteMany({ where: { iin, place: placeOf(applicationId, stage) } });
}
