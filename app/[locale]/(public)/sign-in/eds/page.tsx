import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { ChallengePanel } from "@/components/account/challenge-panel";
import { PortalPage } from "@/components/shell/portal-page";
import { BackLink } from "@/components/ui/back-link";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { safeReturnPath } from "@/lib/i18n/return-path";
import { viewer } from "@/lib/main/session";
import { giveSignature } from "../actions";
import { edsPage, organisationPage, signInPage } from "../addresses";

type EdsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Signing in with an EDS key: no IIN, no password. */
export default async function EdsPage({ searchParams }: EdsPageProps) {
  const { next: given, told, way } = await searchParams;
  const next = safeReturnPath(given);
  const locale = await getLocale();
  const forEntity = told === "organisation";
  // Whoever is signed in for themselves may come here to act for an organisation.
  if (!forEntity && (await viewer())) redirect(next ?? `/${locale}/cabinet`);
  const t = await getTranslations("sign-in");
  const ui = await getTranslations("ui");
  return (
    <PortalPage
      before={
        <nav aria-label={t("ways.password")}>
          <BackLink
            href={forEntity ? organisationPage(locale, next) : signInPage(locale, next)}
            text={t("ways.password")}
          />
        </nav>
      }
    >
      <div className="ui-prose">
        {told === "needs-eds" && (
          <NotificationBanner title={ui("important")}>
            <p>{t("ways.needsEds")}</p>
          </NotificationBanner>
        )}
        <ChallengePanel
          purpose="sign-in"
          isForEntity={forEntity}
          action={giveSignature}
          hidden={{ for: "sign-in", ...(forEntity ? { door: told } : {}), ...(next === undefined ? {} : { next }) }}
          path={edsPage(locale, next, forEntity ? told : undefined)}
          way={way}
          title={t("eds.title")}
          submit={t("eds.submit")}
        >
          <p className="ui-lead">{t("eds.lead")}</p>
          <p className="ui-hint">{t("eds.organisation")}</p>
        </ChallengePanel>
      </div>
    </PortalPage>
  );
}
