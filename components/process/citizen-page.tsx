import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { OrganisationPage } from "@/components/account/organisation-page";
import { SessionNotice } from "@/components/account/session-notice";
import { PortalPage } from "@/components/shell/portal-page";
import { SignOutForm } from "@/components/shell/sign-out-form";
import { actingPerson } from "@/lib/main/session";

export type CitizenArea = "cabinet" | "consents" | "address" | "dwellings" | "documents" | "access-log" | "profile";

const areas = {
  cabinet: "/cabinet",
  consents: "/cabinet/consents",
  address: "/cabinet/address",
  dwellings: "/cabinet/dwellings",
  documents: "/cabinet/documents",
  "access-log": "/cabinet/access-log",
  profile: "/cabinet/profile",
} as const satisfies Record<CitizenArea, string>;

type CitizenPageProps = {
  /** Which entry of the navigation this page is; left out inside an application. */
  current?: CitizenArea | undefined;
  /** Back link or breadcrumbs. */
  before?: ReactNode;
  /** What is posted here after the session's end is kept. */
  keepsAnswer?: boolean | undefined;
  children: ReactNode;
};

/** The frame of a signed-in citizen's pages; of an application's for whoever applies, so of an organisation's too. */
export async function CitizenPage({ current, before, keepsAnswer, children }: CitizenPageProps) {
  if (await actingPerson()) {
    return (
      <OrganisationPage before={before} keepsAnswer={keepsAnswer}>
        {children}
      </OrganisationPage>
    );
  }
  const locale = await getLocale();
  const t = await getTranslations("cabinet.navigation");
  const common = await getTranslations("common.account");
  return (
    <PortalPage
      account={{ kind: "signed-in", href: `/${locale}/cabinet`, text: common("cabinet"), signOut: <SignOutForm /> }}
      navigation={{
        label: t("label"),
        items: (Object.keys(areas) as CitizenArea[]).map((area) => ({
          href: `/${locale}${areas[area]}`,
          text: t(area),
          current: area === current,
        })),
      }}
      before={before === undefined ? undefined : <nav aria-label={t("back")}>{before}</nav>}
    >
      {children}
      <SessionNotice keepsAnswer={keepsAnswer} />
    </PortalPage>
  );
}
