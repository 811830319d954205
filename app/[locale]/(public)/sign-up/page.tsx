import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { ChallengePanel } from "@/components/account/challenge-panel";
import { Lines } from "@/components/public/lines";
import { PortalPage } from "@/components/shell/portal-page";
import { BackLink } from "@/components/ui/back-link";
import { safeReturnPath } from "@/lib/i18n/return-path";
import { viewer } from "@/lib/main/session";
import { giveSignature } from "../sign-in/actions";
import { organisationPage, signInPage, signUpPage } from "../sign-in/addresses";

type SignUpPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Making an account: the key says who it is. Whether there is one already, its person alone learns, after the signature. */
export default async function SignUpPage({ searchParams }: SignUpPageProps) {
  const locale = await getLocale();
  const { way, told, next: given } = await searchParams;
  // Whoever is signed in for themselves may make an account for an organisation.
  const forEntity = told === "organisation";
  if (!forEntity && (await viewer())) redirect(`/${locale}/cabinet`);
  const next = safeReturnPath(given);
  const t = await getTranslations("sign-in");
  return (
    <PortalPage
      before={
        <nav aria-label={t("title")}>
          <BackLink
            href={forEntity ? organisationPage(locale, next) : signInPage(locale, undefined)}
            text={t("title")}
          />
        </nav>
      }
    >
      <div className="ui-prose">
        <ChallengePanel
          purpose="sign-in"
          isForEntity={forEntity}
          action={giveSignature}
          hidden={{ for: "account", ...(forEntity ? { door: told } : {}), ...(next === undefined ? {} : { next }) }}
          path={signUpPage(locale, next, forEntity ? told : undefined)}
          way={way}
          title={t(forEntity ? "signUp.entity.title" : "signUp.title")}
          submit={t("signUp.submit")}
        >
          <p className="ui-lead">{t(forEntity ? "signUp.entity.lead" : "signUp.lead")}</p>
          <Lines text={t(forEntity ? "signUp.entity.steps" : "signUp.steps")} ordered />
          {!forEntity && <p>{t("signUp.organisation")}</p>}
          <p>{t("signUp.noKey")}</p>
        </ChallengePanel>
      </div>
    </PortalPage>
  );
}
