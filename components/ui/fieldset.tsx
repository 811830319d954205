import type { ReactNode } from "react";
import { classes, describedBy } from "@/components/ui/control";
import { ErrorMessage } from "@/components/ui/error-message";

type FieldsetProps = {
  id: string;
  legend: string;
  hint?: string | undefined;
  error?: string | undefined;
  legendIsHeading?: boolean | undefined;
  /** `group` for parts of one value, such as a date. */
  role?: "group" | undefined;
  children: ReactNode;
};

/** A group of controls under one legend. */
export function Fieldset({ id, legend, hint, error, legendIsHeading, role, children }: FieldsetProps) {
  return (
    <div className={classes("ui-field", error !== undefined && "ui-field--error")}>
      <fieldset className="ui-fieldset" role={role} aria-describedby={describedBy(id, { hint, error })}>
        <legend className={classes("ui-legend", legendIsHeading && "ui-legend--heading")}>
          {legendIsHeading ? <h1>{legend}</h1> : legend}
        </legend>
        {hint !== undefined && (
          <div id={`${id}-hint`} className="ui-hint">
            {hint}
          </div>
        )}
        {error !== undefined && <ErrorMessage id={`${id}-error`} text={error} />}
        {children}
      </fieldset>
    </div>
  );
}
