import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { StayCard } from "@/components/process/stay-card";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { formatDate } from "@/lib/i18n/format";
import { requireCitizen } from "@/lib/main/session";
import { serviceToday } from "@/lib/services";
import { viewOwnAddress, type OwnAddress } from "@/lib/use-cases/address/view-own-address";
import { citizenMetadata } from "../../page-metadata";

export async function generateMetadata(): Promise<Metadata> {
  return citizenMetadata((await getTranslations("address"))("title"));
}

/** Where the person is registered, asked of GBD FL because they opened this page, and what to do about it. */
export default async function AddressPage() {
  const { iin } = await requireCitizen();
  const locale = await getLocale();
  const t = await getTranslations("address");
  const ui = await getTranslations("ui");
  const databases = await getTranslations("process.databases");
  const own = await viewOwnAddress(iin);
  return (
    <CitizenPage current="address">
      <div className="ui-prose">
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
      </div>
      {own.kind === "found" ? (
        <>
          <Permanent own={own} />
          <Stays own={own} />
          <section className="ui-prose" aria-labelledby="more">
            <h2 id="more">{t("more.title")}</h2>
            <ul>
              {serviceToday("address-certificate") && (
                <li>
                  <a href={`/${locale}/services/address-certificate`}>{t("more.certificate")}</a>
                </li>
              )}
              {own.permanent && (
                <li>
                  <a href={`/${locale}/services/residence-registration`}>{t("more.register")}</a>
                </li>
              )}
              <li>
                <a href={`/${locale}/cabinet/address/wrong`}>{t("more.wrong")}</a>
              </li>
            </ul>
          </section>
        </>
      ) : (
        <NotificationBanner title={ui("important")} kind="warning" id="address-silent">
          <p>{own.kind === "denied" ? t("denied") : t("silent", { database: databases(own.database) })}</p>
          <ButtonGroup>
            <ButtonLink href={`/${locale}/cabinet/address`} variant="secondary">
              {t("again")}
            </ButtonLink>
            <a href={`/${locale}/help`}>{t("help")}</a>
          </ButtonGroup>
        </NotificationBanner>
      )}
      <div className="ui-prose mt-8">
        <p className="ui-hint">
          {t("asked")} <a href={`/${locale}/cabinet/access-log`}>{t("accessLog")}</a>
        </p>
      </div>
    </CitizenPage>
  );
}

/** Where the person lives for good; or, kindly, that nobody knows it and what helps. */
async function Permanent({ own: { permanent, isUndetermined } }: { own: OwnAddress }) {
  const locale = await getLocale();
  const t = await getTranslations("address.permanent");
  return (
    <section aria-labelledby="permanent" className="mt-8">
      <h2 id="permanent">{t("title")}</h2>
      <div className="ui-own-document ui-documents">
        {permanent ? (
          <>
            <p className="ui-address">{locale === "kk" ? permanent.address.kk : permanent.address.ru}</p>
            <p>{t("since", { date: formatDate(locale, permanent.from) })}</p>
          </>
        ) : (
          <>
            <p>
              <strong>{t(isUndetermined ? "undetermined" : "none")}</strong>
            </p>
            <p>{t(isUndetermined ? "undeterminedText" : "noneText")}</p>
            <p>
              <ButtonLink href={`/${locale}/services/residence-registration`}>{t("register")}</ButtonLink>
            </p>
            <p className="ui-hint">{t("nowhere")}</p>
          </>
        )}
      </div>
    </section>
  );
}

async function Stays({ own: { stays, stayService } }: { own: OwnAddress }) {
  const locale = await getLocale();
  const t = await getTranslations("address.temporary");
  return (
    <section aria-labelledby="temporary" className="mt-8">
      <h2 id="temporary">{t("title")}</h2>
      {stays.length > 0 ? (
        <ul className="ui-documents">
          {stays.map((stay) => (
            <StayCard key={`${stay.from} ${stay.address.kk}`} stay={stay} service={stayService} />
          ))}
        </ul>
      ) : (
        <p className="ui-prose">
          {t("none")} {stayService !== null && <a href={`/${locale}/services/${stayService}`}>{t("register")}</a>}
        </p>
      )}
    </section>
  );
}
