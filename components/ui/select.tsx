import type { ComponentProps } from "react";
import { classes, describedBy, type Choice, type ControlProps } from "@/components/ui/control";
import { Field } from "@/components/ui/field";

type SelectProps = ControlProps &
  Pick<ComponentProps<"select">, "autoComplete" | "ref" | "onChange" | "onBlur"> & {
    options: readonly Choice[];
    /** The first, empty option ("Choose …"); without it the first option is chosen. */
    emptyLabel?: string | undefined;
  };

/** One of many, when a list of radios would be too long. */
export function Select(props: SelectProps) {
  const { id, label, hint, error, labelIsHeading, options, emptyLabel, ...native } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error} labelIsHeading={labelIsHeading}>
      <select
        // React puts a form's selects back to their first option after an action; a changed key keeps the answer.
        key={native.defaultValue}
        {...native}
        id={id}
        className={classes("ui-input", "ui-select", error !== undefined && "ui-input--error")}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error === undefined ? undefined : true}
      >
        {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
