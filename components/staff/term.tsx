import { getLocale, getTranslations } from "next-intl/server";
import { formatDateTime } from "@/lib/i18n/format";
import type { TaskTerm } from "@/lib/process/stages";
import { spentOf } from "@/lib/process/term";

type TermProps = { term: TaskTerm; openedAt: Date; dueAt: Date; closedAt: Date | null; now: Date };

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];

/** How much of a term has passed: a bar with the words beside it. */
export async function Term({ term, openedAt, dueAt, closedAt, now }: TermProps) {
  const t = await getTranslations("staff.task");
  const locale = await getLocale();
  const until = closedAt ?? now;
  const spent = spentOf(term, openedAt, dueAt, until);
  const [passed, left, late] = await Promise.all([
    durationInWords(spent.passed),
    durationInWords(spent.left),
    durationInWords(spent.late),
  ]);
  const words =
    until > dueAt
      ? t("late", { late })
      : closedAt
        ? t("closedInTerm", { passed })
        : t("elapsed", { percent: String(spent.percent), passed, left });
  return (
    <div className="staff-term">
      <TermBar percent={spent.percent} />
      <p>
        {words} {t("dueAt")}: <time dateTime={dueAt.toISOString()}>{formatDateTime(locale, dueAt)}</time>
      </p>
    </div>
  );
}

/** The part of a term that has passed, drawn; the words beside it say the same. */
export function TermBar({ percent }: { percent: number }) {
  const late = percent > 100;
  return (
    <svg
      className="staff-term__bar"
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect className="staff-term__whole" x="0" y="0" width="100" height="8" />
      <rect
        className={late ? "staff-term__passed staff-term__passed--late" : "staff-term__passed"}
        x="0"
        y="0"
        width={Math.min(100, Math.max(0, percent))}
        height="8"
      />
    </svg>
  );
}

/** A length of time in its two largest units: "1 day 4 hours". */
export async function durationInWords(ms: number): Promise<string> {
  const t = await getTranslations("staff.duration");
  const rest = Math.max(0, ms);
  const [days, hours, minutes] = [
    Math.floor(rest / dayMs),
    Math.floor((rest % dayMs) / hourMs),
    Math.floor((rest % hourMs) / minuteMs),
  ];
  const parts =
    days > 0
      ? [t("days", { days }), ...(hours > 0 ? [t("hours", { hours })] : [])]
      : [
          ...(hours > 0 ? [t("hours", { hours })] : []),
          ...(minutes > 0 || hours === 0 ? [t("minutes", { minutes })] : []),
        ];
  return parts.join(" ");
}
