import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { ConsentList } from "@/components/process/consent-list";
import { NotShownDwellings } from "@/components/process/not-shown-dwellings";
import { SummaryList } from "@/components/ui/summary-list";
import { formatDate } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import { requireCitizen } from "@/lib/main/session";
import { viewBlocked } from "@/lib/use-cases/consents/block-applicant";
import { viewConsents } from "@/lib/use-cases/consents/view-consents";
import { viewDwellings } from "@/lib/use-cases/dwellings/view-dwellings";
import { citizenMetadata } from "../../page-metadata";

export async function generateMetadata(): Promise<Metadata> {
  return citizenMetadata((await getTranslations("dwellings"))("title"));
}

/** A person's own dwellings, what was asked of them about each, and from whom they take no requests. */
export default async function DwellingsPage() {
  const { iin } = await requireCitizen();
  const locale = await getLocale();
  const t = await getTranslations("dwellings");
  const [owned, requests, blocked] = await Promise.all([viewDwellings(iin), viewConsents(iin), viewBlocked(iin)]);
  return (
    <CitizenPage current="dwellings">
      <div className="ui-prose">
        <h1>{t("title")}</h1>
        {owned.kind !== "found" ? (
          <NotShownDwellings why={owned} />
        ) : (
          <>
            <p className="ui-lead">{t(owned.dwellings.length === 0 ? "none" : "lead")}</p>
            {owned.dwellings.map(({ place, rka, address, share, areaM2 }) => {
              const asked = requests.filter((request) => request.rka === rka);
              return (
                <section key={place} className="ui-dwelling" aria-labelledby={`dwelling-${String(place)}`}>
                  <h2 id={`dwelling-${String(place)}`}>{locale === "kk" ? address.kk : address.ru}</h2>
                  <SummaryList
                    rows={[
                      { key: t("area"), value: t("areaValue", { area: areaM2 }) },
                      { key: t("share"), value: share },
                    ]}
                  />
                  <p>
                    <a href={`/${locale}/cabinet/dwellings/${String(place)}`}>{t("who")}</a>
                  </p>
                  {asked.length > 0 && (
                    <>
                      <h3>{t("requests")}</h3>
                      <ConsentList requests={asked} />
                    </>
                  )}
                </section>
              );
            })}
          </>
        )}
        {blocked.length > 0 && (
          <section aria-labelledby="blocked">
            <h2 id="blocked">{t("blocked.title")}</h2>
            <ul>
              {blocked.map(({ request, name, at }) => (
                <li key={request}>
                  {name}, {t("blocked.since", { date: formatDate(locale, localDateOf(at)) })}{" "}
                  <a href={`/${locale}/cabinet/consents/${request}`}>{t("blocked.manage")}</a>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </CitizenPage>
  );
}
