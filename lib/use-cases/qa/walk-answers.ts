import "server-only";
import sharp from "sharp";
import type { Answer } from "@/lib/kernel/answer";
import type { Iin } from "@/lib/kernel/iin";
import { addMonths, localDateOf } from "@/lib/kernel/local-date";
import { db } from "@/lib/infra/db/client";
import { actorOf, type Applicant } from "@/lib/process/applicant";
import type { Field, Option } from "@/lib/process/fields";
import type { StepStage } from "@/lib/process/stages";
import { situationOf } from "@/lib/process/position";
import type { State } from "@/lib/process/state";
import type { ApplicationRecord } from "../application-record";
import { changeApplication } from "../change-application";
import { isNamedOpaquely, optionName } from "../option-name";
import { offeredOptions, saveStep, type StepInput } from "../save-step";

/** What a walk is told to answer, by field; a picture by its name in the dataset. The rest is filled in as it should be. */
export type WalkForm = Readonly<Record<string, string>>;

/** The dataset holds no picture of this name, or the person has none. */
export class NoSuchPicture extends Error {
  override readonly name = "NoSuchPicture";
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

/** Saves one step as a person would who answers what is told. Throws NoSuchPicture. */
export async function saveAsTold(
  application: ApplicationRecord,
  applicant: Applicant,
  step: StepStage,
  form: WalkForm,
  now: Date,
): ReturnType<typeof saveStep> {
  const { id } = application;
  const answers = chosenEarlier(application, step, form, now);
  if (!answers) {
    return saveStep({ id, applicant, stage: step.id, input: await inputFor(application, step, form, now) });
  }
  const command = { type: "save-step", stage: step.id, answers, labels: {} } as const;
  return changeApplication({ id, actor: actorOf(applicant), command });
}

/** What a person would send for one step. */
async function inputFor(
  application: ApplicationRecord,
  step: StepStage,
  form: WalkForm,
  now: Date,
): Promise<StepInput> {
  const answers: [string, string | Uint8Array | undefined][] = [];
  for (const field of step.fields) {
    const told = form[field.name];
    const answer =
      field.kind === "image"
        ? await pictureFor(field.name, told, application.applicant)
        : asSent(application, field, told ?? (await usualAnswer(application, field, now)), now);
    answers.push([field.name, answer]);
  }
  return Object.fromEntries(answers);
}

/** The same as the form would send it: whom it offers, by the names that it has given them. */
function asSent(
  { id, state }: ApplicationRecord,
  field: Exclude<Field, { kind: "image" }>,
  answer: string | undefined,
  now: Date,
): string | undefined {
  if (field.kind === "checkboxes")
    return answer
      ?.split(" ")
      .map((value) => optionName(id, field.name, value))
      .join(" ");
  if (answer === undefined || !("choices" in field)) return answer;
  return isOffered(state, field, answer, now) ? optionName(id, field.name, answer) : answer;
}

/**
 * What is told of a person whom the form does not offer: no form sends that, so whoever is told so has chosen them while they were offered, and
 * something has happened since. Undefined for all that a form can send.
 */
function chosenEarlier(
  { state }: ApplicationRecord,
  { fields }: StepStage,
  form: WalkForm,
  now: Date,
): Readonly<Record<string, string>> | undefined {
  const [field, ...others] = fields;
  if (!field || others.length > 0 || !("choices" in field)) return undefined;
  const told = form[field.name];
  if (told === undefined || !isNamedOpaquely(told) || isOffered(state, field, told, now)) return undefined;
  return { [field.name]: told };
}

function isOffered(state: State, field: Extract<Field, { choices: unknown }>, answer: string, now: Date): boolean {
  return field.choices(situationOf(state, localDateOf(now))).some(({ value }) => value === answer);
}

async function usualAnswer(
  application: ApplicationRecord,
  field: Exclude<Field, { kind: "image" }>,
  now: Date,
): Promise<string | undefined> {
  switch (field.kind) {
    case "confirm":
      return "on";
    case "text":
    case "tel":
    case "email":
      return usualTexts[field.name] ?? "";
    case "date": {
      const today = localDateOf(now);
      return field.name === "to" ? addMonths(today, usualMonths) : today;
    }
    case "checkboxes":
      // Of what a database offers the first is taken; of what somebody may bring along, nothing.
      return "optionsFrom" in field ? firstOf(await offeredOptions(application, field, now)) : "";
    case "radios":
    case "select": {
      if ("optionsFrom" in field) return firstOf(await offeredOptions(application, field, now));
      if ("choices" in field) return field.choices(situationOf(application.state, localDateOf(now)))[0]?.value;
      return field.labels === "regions" ? regionFor(application.applicant) : field.options[0];
    }
  }
}

const usualTexts: Readonly<Record<string, string>> = {
  arrivedPlace: "Көкшетау",
  rightAddress: "Астана қаласы, Абай даңғылы, 47-үй, 61-пәтер: дерекқорда үй нөмірі қате",
};
const usualMonths = 6;

function firstOf(options: Answer<Option[]>): string | undefined {
  return options.kind === "found" ? options.value[0]?.value : undefined;
}

const astana = "71";

/** Where the person lives, if anyone works there; else Astana, where officers of every role do. */
async function regionFor(iin: Iin): Promise<string> {
  const home = await db.mockRegistration.findFirst({
    where: { iin, kind: "permanent" },
    orderBy: { from: "desc" },
    select: { dwelling: { select: { kato: true } } },
  });
  const region = home?.dwelling.kato.slice(0, 2) ?? astana;
  const staffed = await db.account.count({ where: { roles: { hasSome: [`umd-officer:${region}`] } } });
  return staffed > 0 ? region : astana;
}

async function pictureFor(field: string, name: string | undefined, iin: Iin): Promise<Uint8Array> {
  if (name === undefined) return field === "photo" ? newPhotoOf(iin) : drawnSignature();
  const row = await db.mockPhoto.findUnique({ where: { name } });
  if (!row) throw new NoSuchPicture(field, "the dataset holds no picture of this name");
  return new Uint8Array(row.bytes);
}

/**
 * The photo that a person would bring today. The rule for datasets: who is registered with the picture "NAME-reference" brings "NAME-new";
 * everybody else brings the registered picture itself.
 */
async function newPhotoOf(iin: Iin): Promise<Uint8Array> {
  const person = await db.mockPerson.findUnique({ where: { iin }, select: { photo: true } });
  if (!person?.photo) throw new NoSuchPicture("photo", "GBD FL holds no photo of this person: name one of the dataset");
  const registered = await db.mockPhoto.findFirst({ where: { bytes: person.photo }, select: { name: true } });
  const name = registered?.name.replace(/-reference$/, "-new");
  const fresh = name === undefined ? null : await db.mockPhoto.findUnique({ where: { name } });
  return new Uint8Array(fresh?.bytes ?? person.photo);
}

const [sampleWidth, sampleHeight] = [480, 160];

/** A signature sample: dark strokes on white, always the same. A PNG. */
async function drawnSignature(): Promise<Uint8Array> {
  const pixels = Buffer.alloc(sampleWidth * sampleHeight, 255);
  for (let step = 0; step <= 4_000; step += 1) {
    const turn = step / 4_000;
    const x = Math.round(60 + 360 * turn + 26 * Math.sin(turn * 38));
    const y = Math.round(sampleHeight / 2 + 44 * Math.sin(turn * 31) * (1 - 0.6 * turn));
    for (const [dx, dy] of pen) pixels[(y + dy) * sampleWidth + x + dx] = 24;
  }
  const raw = { width: sampleWidth, height: sampleHeight, channels: 1 } as const;
  return new Uint8Array(await sharp(pixels, { raw }).png().toBuffer());
}

const pen = [-2, -1, 0, 1, 2].flatMap((dx) => [-2, -1, 0, 1, 2].map((dy) => [dx, dy] as const));
