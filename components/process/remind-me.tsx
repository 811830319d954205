import { getLocale, getTranslations } from "next-intl/server";
import { remindAfterRefusalAction } from "@/app/[locale]/(citizen)/cabinet/documents/actions";
import { Button } from "@/components/ui/button";
import { formatDate } from "@/lib/i18n/format";
import type { OwnApplication } from "@/lib/use-cases/view-application";
import { refusedUntil, reminderDay } from "@/lib/use-cases/ask-reminder";

/** Whoever applied too early and for no other reason in vain can be reminded on the first day on which it is not. */
export async function RemindMe({ application }: { application: OwnApplication }) {
  const { id, applicant, service, state, today } = application;
  const refusal = refusedUntil(service, state, today);
  if (!refusal) return null;
  const locale = await getLocale();
  const t = await getTranslations("cabinet.documents");
  const asked = await reminderDay(applicant, service.id, refusal.expiresOn);
  return (
    <section className="ui-prose" id="reminder" aria-labelledby="reminder-title">
      <h2 id="reminder-title">{t("reminderTitle")}</h2>
      {asked !== null ? (
        <p>
          {t("reminded", { day: formatDate(locale, asked) })} <a href={`/${locale}/cabinet/documents`}>{t("manage")}</a>
        </p>
      ) : (
        <form action={remindAfterRefusalAction}>
          <input type="hidden" name="applicationId" value={id} />
          <p>{t("remindNote")}</p>
          <Button variant="secondary">{t("remind", { day: formatDate(locale, refusal.firstDay) })}</Button>
        </form>
      )}
    </section>
  );
}
