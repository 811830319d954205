"use client";

import { ImageField } from "@/components/process/image-field";
import type { FieldView } from "@/components/process/step-fields";
import type { StepFormTexts } from "@/components/process/step-form";
import { Checkbox, Checkboxes } from "@/components/ui/checkboxes";
import { Radios } from "@/components/ui/radios";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";

type StepFieldProps = {
  field: FieldView;
  /** What was typed before a failed submit; null while nothing has failed. */
  values: Readonly<Record<string, string>> | null;
  error: string | undefined;
  texts: StepFormTexts;
};

/** One question in its native control. Its id is its name, so that the error summary's link lands on it. */
export function StepField({ field, values, error, texts }: StepFieldProps) {
  const { name, label, hint } = field;
  const common = { id: name, name, label, hint, error };
  switch (field.kind) {
    case "radios":
      return <Radios {...common} options={field.options} defaultValue={values ? values[name] : field.value} />;
    case "select":
      return (
        <Select
          {...common}
          options={field.options}
          defaultValue={values?.[name] ?? field.value}
          emptyLabel={texts.chooseEmpty}
        />
      );
    case "text":
    case "tel":
    case "email":
      return (
        <TextInput
          {...common}
          type={field.kind}
          defaultValue={values?.[name] ?? field.value}
          autoComplete={field.autoComplete}
          spellCheck={field.kind === "text" ? undefined : false}
        />
      );
    case "date":
      return <TextInput {...common} type="date" defaultValue={values?.[name] ?? field.value} width={20} />;
    case "checkboxes":
      return (
        <Checkboxes
          {...common}
          options={field.options}
          defaultValues={values ? (values[name] ?? "").split(/\s+/) : field.checked}
        />
      );
    case "confirm":
      return <Checkbox {...common} value="on" defaultChecked={values ? values[name] !== undefined : field.checked} />;
    case "image":
      return (
        <ImageField field={field} kept={values?.[`${name}Attachment`] ?? null} error={error} texts={texts.picture} />
      );
  }
}
