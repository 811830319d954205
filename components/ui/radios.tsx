import { Fragment, type ReactNode } from "react";
import { classes, type Choice } from "@/components/ui/control";
import { Fieldset } from "@/components/ui/fieldset";

type RadioChoice = Choice & {
  /** Shown under the choice; stays visible without JavaScript. */
  conditional?: ReactNode;
};

type RadiosProps = {
  /** Also the id of the first radio: the error summary's link lands there. */
  id: string;
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  defaultValue?: string | undefined;
  labelIsHeading?: boolean | undefined;
  options: readonly RadioChoice[];
  /** Two or three short choices beside each other. */
  inline?: boolean | undefined;
  required?: boolean | undefined;
};

/** One of several. */
export function Radios(props: RadiosProps) {
  const { id, name, label, hint, error, defaultValue, labelIsHeading, options, inline, required } = props;
  return (
    <Fieldset id={id} legend={label} hint={hint} error={error} legendIsHeading={labelIsHeading}>
      <div className={classes("ui-choices", inline && "ui-choices--inline")} key={defaultValue}>
        {options.map((option, index) => {
          const optionId = index === 0 ? id : `${id}-${String(index + 1)}`;
          return (
            <Fragment key={option.value}>
              <div className="ui-choice">
                <input
                  id={optionId}
                  name={name}
                  type="radio"
                  value={option.value}
                  defaultChecked={option.value === defaultValue}
                  disabled={option.disabled}
                  required={required}
                  className="ui-choice__input"
                  aria-describedby={option.hint === undefined ? undefined : `${optionId}-item-hint`}
                />
                <label htmlFor={optionId} className="ui-choice__label">
                  {option.label}
                </label>
                {option.hint !== undefined && (
                  <div id={`${optionId}-item-hint`} className="ui-choice__hint">
                    {option.hint}
                  </div>
                )}
              </div>
              {option.conditional !== undefined && <div className="ui-choice__conditional">{option.conditional}</div>}
            </Fragment>
          );
        })}
      </div>
    </Fieldset>
  );
}
