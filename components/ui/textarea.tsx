import type { ComponentProps } from "react";
import { classes, describedBy, type ControlProps } from "@/components/ui/control";
import { Field } from "@/components/ui/field";

type TextareaProps = ControlProps &
  Pick<ComponentProps<"textarea">, "autoComplete" | "maxLength" | "spellCheck" | "ref" | "onChange" | "onBlur"> & {
    rows?: number | undefined;
  };

/** Several lines of text. */
export function Textarea(props: TextareaProps) {
  const { id, label, hint, error, labelIsHeading, rows = 5, ...native } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error} labelIsHeading={labelIsHeading}>
      <textarea
        {...native}
        id={id}
        rows={rows}
        className={classes("ui-input", "ui-textarea", error !== undefined && "ui-input--error")}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error === undefined ? undefined : true}
      />
    </Field>
  );
}
