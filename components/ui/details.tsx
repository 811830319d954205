import type { ReactNode } from "react";

type DetailsProps = { summary: string; open?: boolean | undefined; children: ReactNode };

/** More, for those who need it. */
export function Details({ summary, open, children }: DetailsProps) {
  return (
    <details className="ui-details" open={open}>
      <summary className="ui-details__summary">
        <span>{summary}</span>
      </summary>
      <div className="ui-details__content">{children}</div>
    </details>
  );
}
