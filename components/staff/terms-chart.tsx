export interface TermsBar {
  readonly id: string;
  readonly label: string;
  /** "3 tasks", read out and written beside the bar. */
  readonly countText: string;
  readonly count: number;
  readonly isLate: boolean;
}

const [rowHeight, barHeight, width] = [36, 20, 200];

/** How many open tasks fall due when: bars, with the numbers beside them in words. */
export function TermsChart({ title, bars }: { title: string; bars: readonly TermsBar[] }) {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  return (
    <figure className="staff-terms">
      <figcaption className="staff-terms__title">{title}</figcaption>
      <dl className="staff-terms__rows">
        {bars.map((bar) => (
          <div key={bar.id} className="staff-terms__row">
            <dt>{bar.label}</dt>
            <dd>
              <svg viewBox={`0 0 ${String(width)} ${String(rowHeight)}`} aria-hidden="true" focusable="false">
                <rect
                  x="0"
                  y={(rowHeight - barHeight) / 2}
                  width={Math.max(bar.count === 0 ? 0 : 4, (bar.count / most) * width)}
                  height={barHeight}
                  rx="3"
                  className={bar.isLate ? "staff-terms__bar staff-terms__bar--late" : "staff-terms__bar"}
                />
              </svg>
              <span>{bar.countText}</span>
            </dd>
          </div>
        ))}
      </dl>
    </figure>
  );
}
