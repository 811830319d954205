import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SessionNotice } from "@/components/account/session-notice";
import { PortalPage } from "@/components/shell/portal-page";

type OrganisationPageProps = {
  /** The organisation's own page; left out elsewhere. */
  isHome?: boolean;
  /** Back link or breadcrumbs. */
  before?: ReactNode;
  /** What is posted here after the session's end is kept. */
  keepsAnswer?: boolean | undefined;
  children: ReactNode;
};

/** The frame of the pages on which somebody acts for an organisation: its header says for which, and leads back to oneself. */
export async function OrganisationPage({ isHome = false, before, keepsAnswer, children }: OrganisationPageProps) {
  const locale = await getLocale();
  const back = await getTranslations("cabinet.navigation");
  const t = await getTranslations("sign-in.organisationCabinet");
  return (
    <PortalPage
      actingNavigation={[
        { href: `/${locale}/organisation`, text: t("home"), current: isHome },
        { href: `/${locale}/services`, text: t("catalogue") },
      ]}
      before={before === undefined ? undefined : <nav aria-label={back("back")}>{before}</nav>}
    >
      {children}
      <SessionNotice keepsAnswer={keepsAnswer} />
    </PortalPage>
  );
}
