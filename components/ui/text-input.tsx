import type { ComponentProps } from "react";
import { classes, describedBy, type ControlProps } from "@/components/ui/control";
import { Field } from "@/components/ui/field";

type TextInputProps = ControlProps &
  Pick<
    ComponentProps<"input">,
    "autoComplete" | "inputMode" | "maxLength" | "pattern" | "spellCheck" | "readOnly" | "ref" | "onChange" | "onBlur"
  > & {
    type?: "text" | "email" | "tel" | "search" | "date" | undefined;
    /** How long an answer is expected, in characters; the field shows it by its width. */
    width?: 2 | 4 | 6 | 12 | 20 | undefined;
    /** Letters in a fixed rhythm, for codes and numbers. */
    code?: boolean | undefined;
    prefix?: string | undefined;
    suffix?: string | undefined;
  };

/** One line of text. */
export function TextInput(props: TextInputProps) {
  const { id, label, hint, error, labelIsHeading, width, code, prefix, suffix, type = "text", ...native } = props;
  const input = (
    <input
      {...native}
      id={id}
      type={type}
      className={classes(
        "ui-input",
        width !== undefined && `ui-input--width-${String(width)}`,
        code && "ui-input--code",
        error !== undefined && "ui-input--error",
      )}
      aria-describedby={describedBy(id, { hint, error })}
      aria-invalid={error === undefined ? undefined : true}
    />
  );
  return (
    <Field id={id} label={label} hint={hint} error={error} labelIsHeading={labelIsHeading}>
      {prefix === undefined && suffix === undefined ? (
        input
      ) : (
        <div className="ui-input-wrapper">
          {prefix !== undefined && (
            <div className="ui-input-affix" aria-hidden="true">
              {prefix}
            </div>
          )}
          {input}
          {suffix !== undefined && (
            <div className="ui-input-affix" aria-hidden="true">
              {suffix}
            </div>
          )}
        </div>
      )}
    </Field>
  );
}
