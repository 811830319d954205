import { getLocale, getTranslations } from "next-intl/server";
import { formatDate, formatTime } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import type { Bench } from "@/lib/use-cases/qa/view-console";
import { clockAction, runDueAction } from "./actions";
import { Panel, SmallButton, Whose } from "./panel";

const steps = ["PT1M", "PT1H", "P1D", "P7D", "P30D"] as const;

/** Everyone's clock and the chosen person's, and what is due on them. */
export async function ClockPanel({ bench }: { bench: Bench | null }) {
  const { everyonesNow } = await import("@/lib/use-cases/qa/view-console");
  const locale = await getLocale();
  const t = await getTranslations("qa.clock");
  const now = await everyonesNow();
  const clocks = [
    { value: "everyone", label: t("everyone"), at: now },
    ...(bench ? [{ value: "person", label: t("person"), at: bench.now }] : []),
  ];

  return (
    <Panel id="clock" title={t("title")}>
      <form action={clockAction} className="qa-stack">
        <div className="qa-clocks">
          {clocks.map(({ value, label, at }) => (
            <div key={value} className="qa-clock">
              <time dateTime={at.toISOString()}>
                <strong>{formatTime(locale, at)}</strong>
                {formatDate(locale, localDateOf(at))}
              </time>
              <span>{label}</span>
            </div>
          ))}
        </div>
        {bench ? (
          <Whose id="clock-whose" label={t("whose")} options={clocks} chosen="person" />
        ) : (
          <input type="hidden" name="whose" value="everyone" />
        )}
        <div className="qa-line" role="group" aria-label={t("forward")}>
          {steps.map((step) => (
            <SmallButton key={step} name="change" value={step}>
              {t(`steps.${step}`)}
            </SmallButton>
          ))}
        </div>
        <div className="qa-line">
          <div className="qa-control">
            <label htmlFor="clock-day">{t("day")}</label>
            <input
              id="clock-day"
              name="day"
              type="date"
              defaultValue={localDateOf(bench?.now ?? now)}
              className="ui-input"
            />
          </div>
          <SmallButton name="change" value="set">
            {t("set")}
          </SmallButton>
          <SmallButton name="change" value="reset">
            {t("reset")}
          </SmallButton>
        </div>
      </form>
      <form action={runDueAction} className="qa-due">
        <SmallButton primary>{t("runDue")}</SmallButton>
        <p className="ui-hint">{t("runDueHint")}</p>
      </form>
    </Panel>
  );
}
