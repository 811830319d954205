import { getLocale, getTranslations } from "next-intl/server";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { formatTime } from "@/lib/i18n/format";
import { viewOutages } from "@/lib/use-cases/view-outages";

type OutageBannerProps = {
  /** The databases that matter here; all of them when left out. */
  databases?: readonly string[] | undefined;
  /** Leads to the page about outages; left out on that page. */
  isLinked?: boolean | undefined;
  /** Said after what to do. */
  note?: string | undefined;
  /** Said while all is well; nothing at all when left out. */
  otherwise?: string | undefined;
};

/** Which state databases have been silent for long, and what to do meanwhile. */
export async function OutageBanner({ databases, isLinked = true, note, otherwise }: OutageBannerProps) {
  const outages = (await viewOutages()).filter(({ database }) => databases?.includes(database) ?? true);
  if (outages.length === 0) return otherwise === undefined ? null : <p>{otherwise}</p>;
  const locale = await getLocale();
  const t = await getTranslations("public.outage");
  const ui = await getTranslations("ui");
  const names = await getTranslations("process.databases");
  return (
    <NotificationBanner title={ui("important")} kind="warning" id="outage">
      {outages.map(({ database, since }) => (
        <p key={database}>{t("silent", { database: names(database), time: formatTime(locale, since) })}</p>
      ))}
      {note !== undefined && <p>{note}</p>}
      {isLinked && (
        <p>
          <a href={`/${locale}/outage`}>{t("more")}</a>
        </p>
      )}
    </NotificationBanner>
  );
}
