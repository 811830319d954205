import type { ReactNode } from "react";
import { classes } from "@/components/ui/control";
import { ErrorMessage } from "@/components/ui/error-message";

type FieldProps = {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  labelIsHeading?: boolean | undefined;
  children: ReactNode;
};

/** Label, hint and error around one control. The control's `id` is the field's; use `describedBy` for its ARIA. */
export function Field({ id, label, hint, error, labelIsHeading, children }: FieldProps) {
  const labelElement = (
    <label htmlFor={id} className={classes("ui-label", labelIsHeading && "ui-label--heading")}>
      {label}
    </label>
  );
  return (
    <div className={classes("ui-field", error !== undefined && "ui-field--error")}>
      {labelIsHeading ? <h1 className="ui-label-wrapper">{labelElement}</h1> : labelElement}
      {hint !== undefined && (
        <div id={`${id}-hint`} className="ui-hint">
          {hint}
        </div>
      )}
      {error !== undefined && <ErrorMessage id={`${id}-error`} text={error} />}
      {children}
    </div>
  );
}
