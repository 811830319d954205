import { getLocale, getTranslations } from "next-intl/server";
import type { Standing } from "@/components/process/place";
import { outlookOf } from "@/components/process/standing-of";
import { formatDate, formatDateTime } from "@/lib/i18n/format";

/** Who acts now, at what, and by when. */
export async function WhoActs({ application }: { application: Standing }) {
  const locale = await getLocale();
  const t = await getTranslations("cabinet.now");
  const process = await getTranslations("process");
  const of = await getTranslations(`services.${application.service.id}.stages`);
  const { phase, party, stage, by, at } = outlookOf(application);
  return (
    <dl className="ui-now">
      <div>
        <dt>{t("state")}</dt>
        <dd>{process(`phases.${phase}`)}</dd>
      </div>
      <div>
        <dt>{t("who")}</dt>
        <dd>{process(`parties.${party}`)}</dd>
      </div>
      {stage !== null && (
        <div>
          <dt>{t("what")}</dt>
          <dd>{of(stage)}</dd>
        </div>
      )}
      {by !== null && (
        <div>
          <dt>{t("by")}</dt>
          <dd>{at === null ? formatDate(locale, by) : formatDateTime(locale, at)}</dd>
        </div>
      )}
    </dl>
  );
}
