import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EntityAccounts, EntityActivity } from "@/components/account/entity-activity";
import { SessionNotice } from "@/components/account/session-notice";
import { PortalPage } from "@/components/shell/portal-page";
import { SignOutForm } from "@/components/shell/sign-out-form";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { SummaryList } from "@/components/ui/summary-list";
import { requireActingPerson } from "@/lib/main/session";
import { storedRight, viewEntity } from "@/lib/use-cases/sign-in/entity";
import { viewEntityAccounts, viewEntityActivity } from "@/lib/use-cases/sign-in/entity-accounts";
import { endEntityAccountAction, endOtherEntitySessionsAction } from "./actions";

type OrganisationPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: `${t("sign-in.organisationCabinet.caption")} — ${t("common.portal.name")}` };
}

/** The cabinet of an entity: for whom one acts, by what right, and how to act for oneself again. Nothing here is the person's own. */
export default async function OrganisationPage({ searchParams }: OrganisationPageProps) {
  const { iin, entity, sessionId } = await requireActingPerson();
  const { told } = await searchParams;
  const locale = await getLocale();
  const t = await getTranslations("sign-in.organisationCabinet");
  const ui = await getTranslations("ui");
  const { bin, nameKk, nameRu, email, storedRight: shown } = await viewEntity({ iin, bin: entity.bin });
  const right = storedRight(entity.right);
  const name = locale === "kk" ? nameKk : nameRu;
  const home = `/${locale}/organisation`;
  return (
    <PortalPage
      account={{ kind: "signed-in", href: home, text: name, signOut: <SignOutForm /> }}
      navigation={{
        label: t("nav"),
        items: [
          { href: home, text: t("home"), current: true },
          { href: `/${locale}/sign-in`, text: t("switch") },
        ],
      }}
    >
      <div className="ui-prose">
        {(told === "citizens" || told === "not-taken") && (
          <NotificationBanner title={ui("important")}>
            <p>{t(told === "citizens" ? "citizens" : "notTaken")}</p>
            <p>
              <a href={`/${locale}/sign-in`}>{t("switch")}</a>
            </p>
          </NotificationBanner>
        )}
        {(told === "ended" || told === "others") && (
          <NotificationBanner kind="success" title={ui("done")}>
            <p>{t(told === "ended" ? "ended" : "endedOthers")}</p>
          </NotificationBanner>
        )}
        <header>
          <span className="ui-caption">{t("caption")}</span>
          <h1>{name}</h1>
        </header>
        <p className="ui-lead">{t("acting")}</p>
        <SummaryList
          rows={[
            { key: t("bin"), value: bin },
            { key: t("who"), value: t("iin", { iin }) },
            { key: t("right"), value: t(`rights.${right === "employee" && shown === "sign" ? "byPassword" : right}`) },
            { key: t("email"), value: email ?? t("noEmail") },
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
        <section className="mt-11" aria-labelledby="services">
          <h2 id="services">{t("services")}</h2>
          <p>{t("noServices")}</p>
          <p>
            <a href={`/${locale}/services`}>{t("catalogue")}</a>
          </p>
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
      <SessionNotice />
    </PortalPage>
  );
}
