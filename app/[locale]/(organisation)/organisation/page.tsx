import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EntityAccounts, EntityActivity } from "@/components/account/entity-activity";
import { EntityApplications } from "@/components/account/entity-applications";
import { OrganisationPage } from "@/components/account/organisation-page";
import { Notices } from "@/components/process/notices";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { SummaryList } from "@/components/ui/summary-list";
import { safeReturnPath } from "@/lib/i18n/return-path";
import { requireActingPerson } from "@/lib/main/session";
import { actsFor } from "@/lib/process/applicant";
import { viewEntity } from "@/lib/use-cases/sign-in/entity";
import { viewEntityAccounts, viewEntityActivity } from "@/lib/use-cases/sign-in/entity-accounts";
import { viewEntityCabinet } from "@/lib/use-cases/view-entity-cabinet";
import { servicesFor } from "../../(public)/services/catalogue";
import { signInPage } from "../../(public)/sign-in/addresses";
import { endEntityAccountAction, endOtherEntitySessionsAction, readEntityNoticesAction } from "./actions";

type OrganisationHomeProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: `${t("sign-in.organisationCabinet.caption")} — ${t("common.portal.name")}` };
}

/** The cabinet of an entity: what is applied for in its name, for whom one acts, by what right, and how to act for oneself again. Nothing here is the person's own. */
export default async function OrganisationHome({ searchParams }: OrganisationHomeProps) {
  const acting = await requireActingPerson();
  const { iin, entity, sessionId } = acting;
  const { told, next } = await searchParams;
  const locale = await getLocale();
  const t = await getTranslations("sign-in.organisationCabinet");
  const organisation = await getTranslations("organisation");
  const ui = await getTranslations("ui");
  const {
    bin,
    nameKk,
    nameRu,
    email,
    isEmailVerified,
    storedRight: shown,
  } = await viewEntity({ iin, bin: entity.bin });
  const { right } = entity;
  const name = locale === "kk" ? nameKk : nameRu;
  const cabinet = await viewEntityCabinet(actsFor(acting));
  const services = await servicesFor("entity");
  return (
    <OrganisationPage isHome>
      <div className="ui-prose">
        {(told === "citizens" || told === "not-taken") && (
          <NotificationBanner title={ui("important")}>
            <p>{t(told === "citizens" ? "citizens" : "notTaken")}</p>
            <p>
              <a href={signInPage(locale, safeReturnPath(next))}>{t("switch")}</a>
            </p>
          </NotificationBanner>
        )}
        {(told === "ended" || told === "others" || told === "email") && (
          <NotificationBanner kind="success" title={ui("done")}>
            <p>{told === "email" ? organisation("email.told") : t(told === "ended" ? "ended" : "endedOthers")}</p>
          </NotificationBanner>
        )}
        <header>
          <span className="ui-caption">{t("caption")}</span>
          <h1>{name}</h1>
        </header>
        <p className="ui-lead">{t("acting")}</p>
      </div>
      <EntityApplications cabinet={cabinet} acting={actsFor(acting)} />
      <div className="ui-prose">
        <section className="mt-11" aria-labelledby="services">
          <h2 id="services">{t("services")}</h2>
          {services.length === 0 ? (
            <p>{t("noServices")}</p>
          ) : (
            <ul className="ui-list">
              {services.map(({ id, title, summary }) => (
                <li key={id}>
                  <a href={`/${locale}/services/${id}`}>{title}</a>
                  <div className="ui-hint">{summary}</div>
                </li>
              ))}
            </ul>
          )}
          <p>
            <a href={`/${locale}/services`}>{t("catalogue")}</a>
          </p>
        </section>
        {(cabinet.notices.length > 0 || cabinet.applications.length > 0) && (
          <section className="mt-11" aria-labelledby="notices">
            <h2 id="notices">{organisation("notices.title")}</h2>
            <p className="ui-hint">{organisation("notices.where")}</p>
            <Notices
              notices={cabinet.notices}
              unread={cabinet.unread}
              read={readEntityNoticesAction}
              account="/organisation#account"
            />
          </section>
        )}
        <section className="mt-11" aria-labelledby="account">
          <h2 id="account">{organisation("account")}</h2>
          <SummaryList
            rows={[
              { key: t("bin"), value: bin },
              { key: t("who"), value: t("iin", { iin }) },
              {
                key: t("right"),
                value: t(`rights.${right === "employee" && shown === "sign" ? "byPassword" : right}`),
              },
              {
                key: t("email"),
                value:
                  email === null
                    ? t("noEmail")
                    : isEmailVerified
                      ? email
                      : `${email} (${organisation("email.unconfirmed")})`,
                action: {
                  href: `/${locale}/organisation/email`,
                  text: organisation("email.change"),
                  about: t("email"),
                },
              },
              {
                key: t("password"),
                value: t("passwordHow"),
                action: {
                  href: `/${locale}/sign-in/forgotten/eds?told=organisation`,
                  text: t("changePassword"),
                  about: t("password"),
                },
              },
            ]}
          />
        </section>
        {right === "head" && (
          <EntityAccounts accounts={await viewEntityAccounts({ iin, bin })} end={endEntityAccountAction} />
        )}
        <EntityActivity
          activity={await viewEntityActivity({ iin, bin })}
          sessionId={sessionId}
          endOthers={endOtherEntitySessionsAction}
        />
        <p className="ui-hint">{t("private")}</p>
      </div>
    </OrganisationPage>
  );
}
