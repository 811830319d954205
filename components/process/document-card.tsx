import { getLocale, getTranslations } from "next-intl/server";
import { cancelReminderAction, remindOfDocumentAction } from "@/app/[locale]/(citizen)/cabinet/documents/actions";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { SummaryList } from "@/components/ui/summary-list";
import { Tag } from "@/components/ui/tag";
import { formatDate } from "@/lib/i18n/format";
import type { OwnDocument } from "@/lib/use-cases/view-documents";

/** Days of about a year: further away, the date says more than their number. */
const nearDays = 366;

const tones = { valid: "success", invalid: "neutral", lost: "error" } as const;

/** One document of the person's: its number, its term, and what can be done about it. */
export async function DocumentCard({ document }: { document: OwnDocument }) {
  const locale = await getLocale();
  const t = await getTranslations("cabinet.documents");
  const { type, number, issuedOn, expiresOn, issuer, status, daysLeft } = document;
  const isOver = daysLeft < 0;
  const tone = status === "valid" && isOver ? "error" : tones[status];
  return (
    <li className="ui-own-document">
      <div className="ui-application__head">
        <h2>{t(`types.${type}`)}</h2>
        <Tag tone={tone} text={t(status === "valid" && isOver ? "expired" : `statuses.${status}`)} />
      </div>
      <SummaryList
        rows={[
          { key: t("number"), value: number },
          { key: t("issuedOn"), value: formatDate(locale, issuedOn) },
          { key: t("expiresOn"), value: formatDate(locale, expiresOn) },
          { key: t("issuer"), value: issuer },
        ]}
      />
      {status === "valid" && Math.abs(daysLeft) <= nearDays && (
        <p>
          <strong>{isOver ? t("overSince", { days: -daysLeft }) : t("daysLeft", { days: daysLeft })}</strong>
        </p>
      )}
      <RenewalOf document={document} />
    </li>
  );
}

async function RenewalOf({ document: { renewal, reminder } }: { document: OwnDocument }) {
  if (!renewal) return null;
  const locale = await getLocale();
  const t = await getTranslations("cabinet.documents");
  const { service, window, application } = renewal;
  if (application) {
    return (
      <p>
        {t("underWay")}{" "}
        <a href={`/${locale}/cabinet/applications/${application.id}`}>
          {t("application", { number: application.number })}
        </a>
      </p>
    );
  }
  const start = `/${locale}/services/${service}`;
  switch (window.kind) {
    case "inside":
      return (
        <>
          <p>{t("inside", { day: formatDate(locale, window.lastDay) })}</p>
          <p>
            <ButtonLink href={start}>{t("renew")}</ButtonLink>
          </p>
        </>
      );
    case "too-late":
      return <p>{t("tooLate", { day: formatDate(locale, window.lastDay) })}</p>;
    case "too-early":
      return (
        <>
          <p>
            {t("tooEarly", { day: formatDate(locale, window.firstDay) })} <a href={start}>{t("about")}</a>
          </p>
          {reminder ? (
            <form action={cancelReminderAction}>
              <p>{t("reminded", { day: formatDate(locale, reminder.day) })}</p>
              <input type="hidden" name="reminder" value={reminder.id} />
              <Button variant="secondary">{t("forget")}</Button>
            </form>
          ) : (
            <form action={remindOfDocumentAction}>
              <input type="hidden" name="service" value={service} />
              <p className="ui-hint">{t("remindNote")}</p>
              <Button variant="secondary">{t("remind", { day: formatDate(locale, window.firstDay) })}</Button>
            </form>
          )}
        </>
      );
  }
}
