import { getLocale, getTranslations } from "next-intl/server";
import { Details } from "@/components/ui/details";
import { Table } from "@/components/ui/table";
import { formatDate } from "@/lib/i18n/format";
import { timelinessSpans, type DayOfTerms, type TimelinessSpan } from "@/lib/use-cases/view-timeliness";

const parts = ["doneInTerm", "doneLate", "openInTerm", "overdue"] as const;
type Part = (typeof parts)[number];

const [width, height, gap] = [640, 160, 0.22];

/** How the tasks of the last days stand against their terms: drawn, in totals, and as a table. */
export async function TimelinessChart({
  days,
  hrefOf,
}: {
  days: readonly DayOfTerms[];
  hrefOf: (span: number) => string;
}) {
  const locale = await getLocale();
  const t = await getTranslations("staff.workList.chart");
  const span = days.length as TimelinessSpan;
  const totals = parts.map((part) => ({ part, count: days.reduce((sum, day) => sum + day[part], 0) }));
  const isEmpty = totals.every(({ count }) => count === 0);
  const [first, last] = [days[0], days.at(-1)];
  return (
    <section className="staff-terms" aria-labelledby="timeliness">
      <div className="staff-terms__head">
        <h2 id="timeliness">{t("title")}</h2>
        <nav aria-label={t("range")} className="staff-terms__spans">
          {timelinessSpans.map((one) => (
            <a key={one} href={hrefOf(one)} aria-current={one === span ? "true" : undefined}>
              {t("days", { days: one })}
            </a>
          ))}
        </nav>
      </div>
      <p className="ui-hint">{t("lead", { days: span })}</p>
      {isEmpty ? (
        <p>{t("none")}</p>
      ) : (
        <>
          <figure>
            <Bars days={days} />
            {first && last && (
              <div className="staff-terms__days" aria-hidden="true">
                <span>{formatDate(locale, first.day)}</span>
                <span>{formatDate(locale, last.day)}</span>
              </div>
            )}
          </figure>
          <ul className="staff-terms__legend">
            {totals.map(({ part, count }) => (
              <li key={part}>
                <Swatch part={part} />
                {t(`parts.${part}`)}: <strong>{count}</strong>
              </li>
            ))}
          </ul>
          <Details summary={t("table")}>
            <Table
              caption={t("title")}
              captionHidden
              columns={[
                { key: "day", title: t("day") },
                ...parts.map((part) => ({ key: part, title: t(`parts.${part}`), numeric: true })),
              ]}
              rows={days
                .filter((day) => parts.some((part) => day[part] > 0))
                .map((day) => ({
                  id: day.day,
                  cells: { ...day, day: <time dateTime={day.day}>{formatDate(locale, day.day)}</time> },
                }))}
            />
          </Details>
        </>
      )}
    </section>
  );
}

/** One column a day, its parts on top of each other: told apart by pattern, with the colour to support it. */
function Bars({ days }: { days: readonly DayOfTerms[] }) {
  const most = Math.max(1, ...days.map((day) => parts.reduce((sum, part) => sum + day[part], 0)));
  const column = width / days.length;
  return (
    <svg
      className="staff-terms__chart"
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      aria-hidden="true"
      focusable="false"
    >
      <Patterns />
      {days.map((day, index) => {
        let top = height;
        return parts.map((part) => {
          const tall = (day[part] / most) * (height - 2);
          top -= tall;
          return tall === 0 ? null : (
            <rect
              key={`${day.day}-${part}`}
              className={`staff-terms__part staff-terms__part--${part}`}
              x={(index + gap / 2) * column}
              y={top}
              width={column * (1 - gap)}
              height={tall}
            />
          );
        });
      })}
      <line className="staff-terms__axis" x1="0" y1={height} x2={width} y2={height} />
    </svg>
  );
}

function Patterns() {
  return (
    <defs>
      <pattern id="staff-late" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="staff-terms__ground" width="7" height="7" />
        <rect className="staff-terms__late" width="3.5" height="7" />
      </pattern>
      <pattern id="staff-overdue" width="7" height="7" patternUnits="userSpaceOnUse">
        <rect className="staff-terms__overdue" width="7" height="7" />
        <circle className="staff-terms__ground" cx="3.5" cy="3.5" r="1.6" />
      </pattern>
    </defs>
  );
}

function Swatch({ part }: { part: Part }) {
  return (
    <svg className="staff-terms__swatch" viewBox="0 0 22 22" aria-hidden="true" focusable="false">
      <rect className={`staff-terms__part staff-terms__part--${part}`} x="1" y="1" width="20" height="20" />
    </svg>
  );
}
