import "server-only";
import type { Answer } from "@/lib/kernel/answer";
import { err, type Result } from "@/lib/kernel/result";
import { localDateOf } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { actorOf, type Applicant } from "@/lib/process/applicant";
import { savableSteps } from "@/lib/process/available";
import { situationOf } from "@/lib/process/position";
import type { Field, Option } from "@/lib/process/fields";
import type { StepStage } from "@/lib/process/stages";
import type { State } from "@/lib/process/state";
import { isPicture, type Picture } from "@/lib/process/summary";
import { findOwn, type ApplicationRecord } from "./application-record";
import { changeApplication, type ChangeFailure } from "./change-application";
import { portalReader, portsFor } from "./gather-facts";
import { demandPictures, findKeptPicture, keepPicture, PictureReplaced } from "./keep-picture";
import { isNamedOpaquely, optionName } from "./option-name";
import { subjectOf } from "./subject";
import { isTriedOut } from "./tries";

/** One field that cannot be taken as it is; `message` is a key of `services.<id>.errors` or `process.errors`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export type SaveFailure =
  | ChangeFailure
  /** `kept`: pictures that have arrived all the same, by field. */
  | {
      readonly kind: "invalid";
      readonly errors: readonly FieldError[];
      readonly kept: Readonly<Record<string, string>>;
    }
  | { readonly kind: "unanswered"; readonly databases: readonly string[] };

/** What a form sends: text (of what is ticked, each option's name after a space), an upload, or nothing. */
export type StepInput = Readonly<Record<string, string | Uint8Array | undefined>>;

/**
 * Saves the answers of one step for the applicant. A field that cannot be taken changes nothing.
 * A picture comes as bytes, or as the id of one kept before under `<field>Attachment`, or not at all when the step has one.
 */
export async function saveStep(request: {
  readonly id: string;
  readonly applicant: Applicant;
  readonly stage: string;
  readonly input: StepInput;
}): Promise<Result<State, SaveFailure>> {
  const application = await findOwn(request.id, request.applicant);
  if (!application) return err({ kind: "not-found" });
  const stage = application.service.stages.find(
    (one): one is StepStage => one.kind === "step" && one.id === request.stage,
  );
  if (!stage) return err({ kind: "not-found" });
  const now = await clockOf(application.applicant);
  const today = localDateOf(now);
  if (!savableSteps(application.service, application.state, today).includes(stage.id)) {
    return err({ kind: "not-available", possible: [] });
  }
  if (await isTriedOut(application, stage, today)) {
    const [first] = stage.fields;
    return err({ kind: "invalid", errors: [{ field: first?.name ?? "", message: "too-many-tries" }], kept: {} });
  }

  const errors: FieldError[] = [];
  const kept: Record<string, string> = {};
  const labels: Record<string, { kk: string; ru: string }> = {};
  const values: Record<string, unknown> = {};
  for (const field of stage.fields) {
    const given = request.input[field.name];
    switch (field.kind) {
      case "confirm":
        values[field.name] = given === "on" || given === "true" ? true : undefined;
        break;
      case "text":
      case "tel":
      case "email":
      case "date":
        values[field.name] = typeof given === "string" ? given.trim() : "";
        break;
      case "checkboxes": {
        const ticked = typeof given === "string" ? given.split(/\s+/).filter((value) => value !== "") : [];
        const offered = await choicesOf(application, field, now);
        if (typeof offered === "string") return err({ kind: "unanswered", databases: [offered] });
        const known = offered.filter(({ value }) => ticked.includes(optionName(application.id, field.name, value)));
        values[field.name] = known.map(({ value }) => value);
        if (known.length < new Set(ticked).size) errors.push({ field: field.name, message: "choose-one" });
        const words = (language: "kk" | "ru") => known.map((choice) => choice[language]).join(", ");
        if (known.length > 0) labels[field.name] = { kk: words("kk"), ru: words("ru") };
        break;
      }
      case "image": {
        const picture = await pictureFrom(application, stage.id, field, request.input);
        if (typeof picture === "string") errors.push({ field: field.name, message: picture });
        else {
          values[field.name] = picture;
          kept[`${field.name}Attachment`] = picture.attachment;
        }
        break;
      }
      case "radios":
      case "select": {
        values[field.name] = typeof given === "string" && given !== "" ? given : undefined;
        const isGiven = ({ value }: Option) => optionName(application.id, field.name, value) === given;
        if ("choices" in field && typeof given === "string") {
          const offered = field.choices(situationOf(application.state, today));
          const chosen = offered.find(isGiven);
          labels[field.name] = chosen ? { kk: chosen.kk, ru: chosen.ru } : { kk: given, ru: given };
          if (chosen) values[field.name] = chosen.value;
          // People are picked by opaque names alone: whatever else is sent, a right guess and a wrong one, gets one answer. Of all else than is offered
          // the declaration's checks speak, which have a reason for it.
          else if (offered.some(({ value }) => isNamedOpaquely(value)))
            errors.push({ field: field.name, message: "choose-one" });
          break;
        }
        if (!("optionsFrom" in field) || values[field.name] === undefined) break;
        const options = await offeredOptions(application, field, now);
        if (options.kind !== "found") return err({ kind: "unanswered", databases: [field.optionsFrom.database] });
        const chosen = options.value.find(isGiven);
        if (chosen) {
          labels[field.name] = { kk: chosen.kk, ru: chosen.ru };
          values[field.name] = chosen.value;
        } else errors.push({ field: field.name, message: "choose-one" });
      }
    }
  }
  const parsed = stage.schema.safeParse(values);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const field = String(issue.path[0] ?? "");
      if (!errors.some((error) => error.field === field)) errors.push({ field, message: issue.message });
    }
  }
  if (!parsed.success || errors.length > 0) return err({ kind: "invalid", errors, kept });

  try {
    return await changeApplication({
      id: application.id,
      actor: actorOf(request.applicant),
      command: { type: "save-step", stage: stage.id, answers: parsed.data, labels },
      also: (tx) => demandPictures(tx, parsed.data),
    });
  } catch (error) {
    if (error instanceof PictureReplaced) return err({ kind: "moved-on" });
    throw error;
  }
}

/** What may be ticked in a field now; or the name of the state database that does not say. */
export async function choicesOf(
  application: ApplicationRecord,
  field: Extract<Field, { kind: "checkboxes" }>,
  now: Date,
): Promise<readonly Option[] | string> {
  if (!("optionsFrom" in field)) return field.choices(situationOf(application.state, localDateOf(now)));
  const offered = await offeredOptions(application, field, now);
  return offered.kind === "found" ? offered.value : field.optionsFrom.database;
}

/** The options that a state database offers for a field now. */
export async function offeredOptions(
  application: ApplicationRecord,
  field: Extract<Field, { readonly optionsFrom: unknown }>,
  now: Date,
): Promise<Answer<Option[]>> {
  const ports = await portsFor(application, portalReader, now);
  return field.optionsFrom.ask(ports[field.optionsFrom.database] as never, subjectOf(application, localDateOf(now)));
}

/** The picture of an image field, or the key of what is wrong with it. */
async function pictureFrom(
  application: ApplicationRecord,
  stage: string,
  field: Extract<Field, { kind: "image" }>,
  input: StepInput,
): Promise<Picture | string> {
  const upload = input[field.name];
  const earlier = input[`${field.name}Attachment`];
  const saved = application.state.answers[stage]?.[field.name];
  if (upload instanceof Uint8Array) {
    const picture = await keepPicture(application, stage, upload, field.rules);
    return picture.ok ? picture.value : `picture-${picture.error}`;
  }
  const found = typeof earlier === "string" ? await findKeptPicture(application, stage, earlier) : undefined;
  return found ?? (isPicture(saved) ? saved : "picture-required");
}
