import { classes } from "@/components/ui/control";
import { Fieldset } from "@/components/ui/fieldset";

type Part = "day" | "month" | "year";

type DateInputProps = {
  /** Also the id of the first part: the error summary's link lands there. */
  id: string;
  /** The parts are sent as `name-day`, `name-month`, `name-year`. */
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** The parts that the error is about; all of them when left out. */
  errorParts?: readonly Part[] | undefined;
  labelIsHeading?: boolean | undefined;
  defaultValue?: Partial<Record<Part, string>> | undefined;
  partLabels: Record<Part, string>;
  /** For a date of birth. */
  isBirthDate?: boolean | undefined;
};

const parts: readonly Part[] = ["day", "month", "year"];

/** A date that people know by heart, in three boxes. */
export function DateInput(props: DateInputProps) {
  const { id, name, label, hint, error, errorParts = parts, labelIsHeading, defaultValue, partLabels } = props;
  return (
    <Fieldset id={id} legend={label} hint={hint} error={error} legendIsHeading={labelIsHeading} role="group">
      <div className="ui-date">
        {parts.map((part) => {
          const partId = part === "day" ? id : `${id}-${part}`;
          const wrong = error !== undefined && errorParts.includes(part);
          return (
            <div key={part}>
              <label htmlFor={partId} className="ui-date__label">
                {partLabels[part]}
              </label>
              <input
                id={partId}
                name={`${name}-${part}`}
                type="text"
                inputMode="numeric"
                autoComplete={props.isBirthDate ? `bday-${part}` : undefined}
                defaultValue={defaultValue?.[part]}
                className={classes(
                  "ui-input",
                  part === "year" ? "ui-input--width-4" : "ui-input--width-2",
                  wrong && "ui-input--error",
                )}
                aria-invalid={wrong ? true : undefined}
              />
            </div>
          );
        })}
      </div>
    </Fieldset>
  );
}
