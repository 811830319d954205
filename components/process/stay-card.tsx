import { getLocale, getTranslations } from "next-intl/server";
import { cancelStayReminderAction, remindOfStayAction } from "@/app/[locale]/(citizen)/cabinet/address/actions";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { formatDate } from "@/lib/i18n/format";
import type { OwnStay } from "@/lib/use-cases/address/view-own-address";

/** Days of about two months: further away, the date says more than their number. */
const nearDays = 60;

/** A temporary registration of the person's own: where, for how long, and what to do before it ends. */
export async function StayCard({ stay, service }: { stay: OwnStay; service: string | null }) {
  const locale = await getLocale();
  const t = await getTranslations("address.temporary");
  const { address, from, to, daysLeft, hasBegun, isEnding, reminder, remindOn } = stay;
  return (
    <li className="ui-own-document">
      <p className="ui-address">{locale === "kk" ? address.kk : address.ru}</p>
      <p>{t(hasBegun ? "now" : "ahead", { from: formatDate(locale, from), to: formatDate(locale, to) })}</p>
      {hasBegun && daysLeft <= nearDays && (
        <p>
          <strong>{t("left", { days: daysLeft })}</strong>
        </p>
      )}
      {isEnding && (
        <>
          <p>{t("ending")}</p>
          {service !== null && (
            <p>
              <ButtonLink href={`/${locale}/services/${service}`}>{t("extend")}</ButtonLink>
            </p>
          )}
        </>
      )}
      {reminder && (
        <form action={cancelStayReminderAction}>
          <p>{t("reminded", { day: formatDate(locale, reminder.day) })}</p>
          <input type="hidden" name="reminder" value={reminder.id} />
          <Button variant="secondary">{t("forget")}</Button>
        </form>
      )}
      {remindOn !== null && (
        <form action={remindOfStayAction}>
          <input type="hidden" name="lastDay" value={to} />
          <p className="ui-hint">{t("remindNote")}</p>
          <Button variant="secondary">{t("remind", { day: formatDate(locale, remindOn) })}</Button>
        </form>
      )}
    </li>
  );
}
