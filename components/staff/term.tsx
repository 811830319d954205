import { getLocale, getTranslations } from "next-intl/server";
import { formatDateTime } from "@/lib/i18n/format";

type TermProps = { openedAt: Date; dueAt: Date; closedAt: Date | null; now: Date };

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];

/** How much of a term has passed: a bar with the words beside it. */
export async function Term({ openedAt, dueAt, closedAt, now }: TermProps) {
  const t = await getTranslations("staff.task");
  const locale = await getLocale();
  const until = closedAt ?? now;
  const percent = percentOf(openedAt, dueAt, until);
  const [passed, left, late] = await Promise.all([
    durationInWords(until.getTime() - openedAt.getTime()),
    durationInWords(dueAt.getTime() - until.getTime()),
    durationInWords(until.getTime() - dueAt.getTime()),
  ]);
  const words =
    until > dueAt
      ? t("late", { late })
      : closedAt
        ? t("closedInTerm", { passed })
        : t("elapsed", { percent: String(percent), passed, left });
  return (
    <div className="staff-term">
      <TermBar percent={percent} />
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

/** How much of a term has passed, in whole per cent; above 100 it is over. */
export function percentOf(openedAt: Date, dueAt: Date, now: Date): number {
  const whole = Math.max(1, dueAt.getTime() - openedAt.getTime());
  const passed = ((now.getTime() - openedAt.getTime()) / whole) * 100;
  // A term that has just passed is not "100 %".
  return now > dueAt ? Math.max(101, Math.round(passed)) : Math.min(100, Math.max(0, Math.floor(passed)));
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
