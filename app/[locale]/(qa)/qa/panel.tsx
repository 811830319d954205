import type { ReactNode } from "react";

type PanelProps = { id: string; title: string; hint?: string | undefined; children: ReactNode };

/** One part of the console. */
export function Panel({ id, title, hint, children }: PanelProps) {
  return (
    <section id={id} className="qa-panel" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {hint !== undefined && <p className="ui-hint">{hint}</p>}
      {children}
    </section>
  );
}

type SmallButtonProps = {
  children: ReactNode;
  /** Read out after the words on the button. */
  about?: string | undefined;
  name?: string | undefined;
  value?: string | undefined;
  primary?: boolean | undefined;
};

/** A button among many. */
export function SmallButton({ children, about, name, value, primary }: SmallButtonProps) {
  return (
    <button
      type="submit"
      name={name}
      value={value}
      className={`ui-button ui-button--small ${primary ? "ui-button--primary" : "ui-button--secondary"}`}
    >
      {children}
      {about !== undefined && <span className="ui-visually-hidden"> — {about}</span>}
    </button>
  );
}

type SmallSelectProps = {
  id: string;
  name: string;
  label: string;
  /** The label is drawn; else it is only read out. */
  labelShown?: boolean | undefined;
  defaultValue?: string | undefined;
  options: readonly { readonly value: string; readonly label: string }[];
};

/** A select among many. */
export function SmallSelect({ id, name, label, labelShown, defaultValue, options }: SmallSelectProps) {
  return (
    <div className="qa-control">
      <label htmlFor={id} className={labelShown ? undefined : "ui-visually-hidden"}>
        {label}
      </label>
      <select id={id} name={name} key={defaultValue} defaultValue={defaultValue} className="ui-input ui-select">
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

type Tone = { readonly value: string; readonly label: string };

/** Whom a change is for: everyone, or the person on the bench. */
export function Whose({
  id,
  label,
  options,
  chosen,
}: {
  id: string;
  label: string;
  options: readonly Tone[];
  chosen: string;
}) {
  return (
    <fieldset className="qa-whose">
      <legend className="ui-visually-hidden">{label}</legend>
      {options.map(({ value, label: words }) => (
        <label key={value} htmlFor={`${id}-${value}`}>
          <input
            id={`${id}-${value}`}
            type="radio"
            name="whose"
            value={value}
            defaultChecked={value === chosen}
            key={`${value}-${chosen}`}
          />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A registered picture; the name stands beside it, so that it says nothing of its own. */
export function Portrait({ locale, picture, large }: { locale: string; picture: string | null; large?: boolean }) {
  const [width, height] = large ? [96, 123] : [52, 67];
  if (picture === null)
    return <span className={`qa-portrait qa-portrait--none${large ? " qa-portrait--large" : ""}`} />;
  return (
    <img
      className={`qa-portrait${large ? " qa-portrait--large" : ""}`}
      src={`/${locale}/qa/portraits/${picture}`}
      alt=""
      width={width}
      height={height}
      loading="lazy"
    />
  );
}
