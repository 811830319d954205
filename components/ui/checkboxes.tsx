import { classes, describedBy, type Choice } from "@/components/ui/control";
import { ErrorMessage } from "@/components/ui/error-message";
import { Fieldset } from "@/components/ui/fieldset";

type BoxProps = {
  id: string;
  name: string;
  option: Choice;
  checked: boolean;
  describedBy?: string | undefined;
};

function Box({ id, name, option, checked, describedBy: described }: BoxProps) {
  const ids = [option.hint === undefined ? undefined : `${id}-item-hint`, described].filter(Boolean).join(" ");
  return (
    <div className="ui-choice">
      <input
        id={id}
        name={name}
        type="checkbox"
        value={option.value}
        defaultChecked={checked}
        disabled={option.disabled}
        className="ui-choice__input"
        aria-describedby={ids || undefined}
      />
      <label htmlFor={id} className="ui-choice__label">
        {option.label}
      </label>
      {option.hint !== undefined && (
        <div id={`${id}-item-hint`} className="ui-choice__hint">
          {option.hint}
        </div>
      )}
    </div>
  );
}

type CheckboxesProps = {
  /** Also the id of the first box: the error summary's link lands there. */
  id: string;
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  defaultValues?: readonly string[] | undefined;
  labelIsHeading?: boolean | undefined;
  options: readonly Choice[];
};

/** Any of several. */
export function Checkboxes(props: CheckboxesProps) {
  const { id, name, label, hint, error, defaultValues = [], labelIsHeading, options } = props;
  return (
    <Fieldset id={id} legend={label} hint={hint} error={error} legendIsHeading={labelIsHeading}>
      <div className="ui-choices" key={defaultValues.join()}>
        {options.map((option, index) => (
          <Box
            key={option.value}
            id={index === 0 ? id : `${id}-${String(index + 1)}`}
            name={name}
            option={option}
            checked={defaultValues.includes(option.value)}
          />
        ))}
      </div>
    </Fieldset>
  );
}

type CheckboxProps = {
  id: string;
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value?: string | undefined;
  defaultChecked?: boolean | undefined;
};

/** One box on its own: a declaration, a consent. */
export function Checkbox({ id, name, label, hint, error, value = "yes", defaultChecked = false }: CheckboxProps) {
  return (
    <div className={classes("ui-field", error !== undefined && "ui-field--error")}>
      {error !== undefined && <ErrorMessage id={`${id}-error`} text={error} />}
      <div className="ui-choices" key={String(defaultChecked)}>
        <Box
          id={id}
          name={name}
          option={{ value, label, hint }}
          checked={defaultChecked}
          describedBy={describedBy(id, { error })}
        />
      </div>
    </div>
  );
}
