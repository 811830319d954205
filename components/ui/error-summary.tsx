"use client";

import { useEffect, useRef } from "react";

export type SummaryError = {
  /** The id of the control; left out for what no control can mend. */
  fieldId?: string | undefined;
  text: string;
};

type ErrorSummaryProps = {
  title: string;
  errors: readonly SummaryError[];
  /** What stands before the page's title while there are errors ("Қате:"). */
  titlePrefix: string;
};

/** Stands first in the main content. Takes the focus when it appears and whenever a new answer brings new errors. */
export function ErrorSummary({ title, errors, titlePrefix }: ErrorSummaryProps) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length === 0) return;
    summary.current?.focus();
    if (!document.title.startsWith(titlePrefix)) document.title = `${titlePrefix} ${document.title}`;
  }, [errors, titlePrefix]);

  if (errors.length === 0) return null;
  return (
    <div ref={summary} className="ui-error-summary" tabIndex={-1} data-module="error-summary">
      <div role="alert">
        <h2 className="ui-error-summary__title">{title}</h2>
        <ul className="ui-error-summary__list">
          {errors.map((error) => (
            <li key={`${error.fieldId ?? ""} ${error.text}`}>
              {error.fieldId === undefined ? <p>{error.text}</p> : <a href={`#${error.fieldId}`}>{error.text}</a>}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
