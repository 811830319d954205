import "server-only";
import { getTranslations } from "next-intl/server";
import type { Choice } from "@/components/ui/control";
import type { Locale } from "@/lib/i18n/locale";
import { situationOf } from "@/lib/process/position";
import type { Field, ImageRules, PortraitFrame } from "@/lib/process/fields";
import type { StepStage } from "@/lib/process/stages";
import { isPicture } from "@/lib/process/summary";
import { optionName } from "@/lib/use-cases/option-name";
import { choicesOf, offeredOptions } from "@/lib/use-cases/save-step";
import type { OwnApplication } from "@/lib/use-cases/view-application";
import { readable } from "@/lib/use-cases/words";

interface Words {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
}

/** A field of a step in words, as the form draws it. */
export type FieldView = Words &
  (
    | { readonly kind: "radios" | "select"; readonly options: readonly Choice[]; readonly value: string }
    | {
        readonly kind: "text" | "tel" | "email";
        readonly value: string;
        readonly optional: boolean;
        readonly autoComplete?: string;
      }
    | { readonly kind: "date"; readonly value: string }
    | { readonly kind: "checkboxes"; readonly options: readonly Choice[]; readonly checked: readonly string[] }
    | { readonly kind: "confirm"; readonly checked: boolean }
    | {
        readonly kind: "image";
        /** Media types that the browser offers to choose. */
        readonly accept: string;
        readonly maxBytes: number;
        /** The id of the picture that the step holds already. */
        readonly attachment: string | null;
        readonly portrait: PortraitFrame | null;
      }
  );

export type StepFields =
  | { readonly kind: "ready"; readonly fields: readonly FieldView[] }
  /** A state database that offers the options does not answer. */
  | { readonly kind: "silent"; readonly database: string };

/** The fields of a step with what was saved, else with what the portal knows already. */
export async function fieldsOf(application: OwnApplication, stage: StepStage, locale: Locale): Promise<StepFields> {
  const { service, state, today } = application;
  const of = await getTranslations(`services.${service.id}.steps.${stage.id}`);
  const regions = await getTranslations("process.regions");
  const saved = state.answers[stage.id];
  const prefilled = stage.prefill?.(situationOf(state, today)) ?? {};

  const fields: FieldView[] = [];
  for (const field of stage.fields) {
    const { name } = field;
    const words: Words = {
      name,
      label: of(`${name}.label`),
      ...(of.has(`${name}.hint`) ? { hint: of(`${name}.hint`) } : {}),
    };
    const answer = saved?.[name];
    const value = typeof answer === "string" ? answer : (prefilled[name] ?? "");
    const named = (option: string) => optionName(application.id, name, option);
    switch (field.kind) {
      case "radios":
      case "select": {
        const options = await optionsOf(application, field, locale, (option, labels) =>
          labels === "regions" ? regions(option) : of(`${name}.options.${option}`),
        );
        if (typeof options === "string") return { kind: "silent", database: options };
        const choices = options.map((option) => ({ ...option, value: named(option.value) }));
        fields.push({ ...words, kind: field.kind, options: choices, value: named(value) });
        break;
      }
      case "text":
      case "tel":
      case "email": {
        const { kind, optional = false, autocomplete } = field;
        const autoComplete = autocomplete === undefined ? {} : { autoComplete: autocomplete };
        fields.push({ ...words, kind, value, optional, ...autoComplete });
        break;
      }
      case "date":
        fields.push({ ...words, kind: field.kind, value });
        break;
      case "checkboxes": {
        const offered = await choicesOf(application, field, application.now);
        if (typeof offered === "string") return { kind: "silent", database: offered };
        const options = offered.map((one) => {
          const notes = (one.notes ?? []).map(({ key, values }) =>
            of(`${name}.notes.${key}`, readable(locale, values)),
          );
          const hint = notes.length > 0 ? { hint: notes.join(" ") } : {};
          return { value: named(one.value), label: locale === "ru" ? one.ru : one.kk, ...hint };
        });
        const ticked = Array.isArray(answer) ? answer.filter((one) => typeof one === "string") : [];
        const checked = ticked.map(named);
        fields.push({ ...words, kind: field.kind, options, checked });
        break;
      }
      case "confirm":
        fields.push({ ...words, kind: field.kind, checked: answer === true });
        break;
      case "image":
        fields.push({
          ...words,
          kind: field.kind,
          accept: field.rules.formats.map((format) => `image/${format}`).join(","),
          maxBytes: field.rules.maxBytes,
          attachment: isPicture(answer) ? answer.attachment : null,
          portrait: frameOf(field.rules),
        });
    }
  }
  return { kind: "ready", fields };
}

/** What the page needs to know of a portrait's form, and nothing else of the declaration. */
function frameOf({ portrait }: ImageRules): PortraitFrame | null {
  if (!portrait) return null;
  const { shape, tolerancePercent, minWidth, minHeight, leastHead, mostHead } = portrait;
  return { shape, tolerancePercent, minWidth, minHeight, leastHead, mostHead };
}

/** The options in words; or the name of the state database that does not say which there are. */
async function optionsOf(
  application: OwnApplication,
  field: Extract<Field, { kind: "radios" | "select" }>,
  locale: Locale,
  inWords: (option: string, labels: "regions" | undefined) => string,
): Promise<Choice[] | string> {
  if ("choices" in field) {
    const choices = field.choices(situationOf(application.state, application.today));
    return choices.map(({ value, kk, ru }) => ({ value, label: locale === "ru" ? ru : kk }));
  }
  if (!("optionsFrom" in field)) {
    return field.options.map((value) => ({ value, label: inWords(value, field.labels) }));
  }
  const offered = await offeredOptions(application, field, application.now);
  if (offered.kind !== "found") return field.optionsFrom.database;
  return offered.value.map(({ value, kk, ru }) => ({ value, label: locale === "ru" ? ru : kk }));
}
