import { getLocale, getTranslations } from "next-intl/server";
import { SummaryList } from "@/components/ui/summary-list";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";
import type { ConsentMatter } from "@/lib/process/stages";
import { consentWords } from "@/lib/use-cases/consents/consent-words";
import type { ViewedConsent } from "@/lib/use-cases/consents/view-consents";
import "./consents.css";

/** Who wants to be registered, where, how and for how long: understood on one small screen. */
export async function ConsentCard({ consent }: { consent: ViewedConsent }) {
  const locale = await getLocale();
  const t = consentWords(locale, consent.service);
  const of = await getTranslations(`services.${consent.service}`);
  const { matter } = consent;
  const { whom } = matter;
  return (
    <SummaryList
      rows={[
        // Whoever still has to answer is told above.
        ...(consent.answer === null && whom?.length !== 0
          ? []
          : [{ key: t("who"), value: <strong>{matter.applicant}</strong> }]),
        ...(whom && whom.length > 0 && consent.answer !== null
          ? [{ key: t("whom"), value: peopleInWords(locale, matter) }]
          : []),
        { key: t("where"), value: locale === "kk" ? matter.address.kk : matter.address.ru },
        { key: t("kind"), value: of("title") },
        ...(whom ? [] : [{ key: t("term"), value: await termOf(matter) }]),
        ...(matter.people > 1 && !whom
          ? [{ key: t("people"), value: t("withChildren", { count: matter.people }) }]
          : []),
      ]}
    />
  );
}

/** Whom a request is about, as owners are shown people: by name and birth date. */
export function peopleInWords(locale: Locale, { whom = [] }: ConsentMatter): string {
  return whom.map(({ name, birthDate }) => `${name} (${formatDate(locale, birthDate)})`).join(", ");
}

async function termOf({ from, until }: ConsentMatter): Promise<string> {
  const locale = await getLocale();
  const t = await getTranslations("consents");
  if (from === null) return until === null ? t("noEnd") : t("toOnly", { until: formatDate(locale, until) });
  const begins = formatDate(locale, from);
  return until === null
    ? t("fromOnly", { from: begins })
    : t("fromTo", { from: begins, until: formatDate(locale, until) });
}
