/** What every form control takes. Text arrives already translated. */
export type ControlProps = {
  id: string;
  name: string;
  label: string;
  hint?: string | undefined;
  /** The message for this control; the same text stands in the error summary. */
  error?: string | undefined;
  defaultValue?: string | undefined;
  /** The label is the page's heading: for a page that asks one question. */
  labelIsHeading?: boolean | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
};

export type Choice = {
  value: string;
  label: string;
  hint?: string | undefined;
  disabled?: boolean | undefined;
};

/** The `aria-describedby` of a control with these parts, or undefined when it has none. */
export function describedBy(id: string, parts: { hint?: unknown; error?: unknown; also?: string | undefined }) {
  const ids = [parts.also, parts.hint ? `${id}-hint` : undefined, parts.error ? `${id}-error` : undefined];
  return ids.filter((part) => part !== undefined).join(" ") || undefined;
}

/** Joins class names, leaving out what is false or absent. */
export function classes(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
