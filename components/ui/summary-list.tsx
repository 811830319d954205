import type { ReactNode } from "react";

export type SummaryRow = {
  key: string;
  value: ReactNode;
  /** `text` is the link's words ("Change"); `about` is read after them ("phone number"). */
  action?: { href: string; text: string; about: string } | undefined;
};

type SummaryListProps = {
  rows: readonly SummaryRow[];
  /** With a heading the list stands in a card. */
  title?: string | undefined;
};

/** Questions and answers, each with its own named Change link. */
export function SummaryList({ rows, title }: SummaryListProps) {
  const list = (
    <dl className="ui-summary">
      {rows.map((row) => (
        <div key={row.key} className="ui-summary__row">
          <dt className="ui-summary__key">{row.key}</dt>
          <dd className="ui-summary__value">{row.value}</dd>
          {row.action !== undefined && (
            <dd className="ui-summary__action">
              <a href={row.action.href}>
                {row.action.text}
                <span className="ui-visually-hidden"> — {row.action.about}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
  if (title === undefined) return list;
  return (
    <section className="ui-card">
      <h2 className="ui-card__title">{title}</h2>
      {list}
    </section>
  );
}
