import { getLocale, getTranslations } from "next-intl/server";
import { ChallengePanel } from "@/components/account/challenge-panel";
import { CitizenPage } from "@/components/process/citizen-page";
import { BackLink } from "@/components/ui/back-link";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { formatDate } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import { requireCitizen } from "@/lib/main/session";
import { viewReadiness } from "@/lib/use-cases/sign-in/check-key";
import { checkKeyAction } from "../actions";

type KeyPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Trying a key beforehand: everything is verified as for a document, and nothing is signed. */
export default async function KeyPage({ searchParams }: KeyPageProps) {
  const { iin } = await requireCitizen();
  const { told, way } = await searchParams;
  const locale = await getLocale();
  const t = await getTranslations("sign-in.key");
  const profile = await getTranslations("sign-in.profile");
  const ui = await getTranslations("ui");
  const { keyUntil } = await viewReadiness(iin);
  return (
    <CitizenPage before={<BackLink href={`/${locale}/cabinet/profile`} text={profile("title")} />}>
      <div className="ui-prose">
        {told === "good" && keyUntil && (
          <NotificationBanner kind="success" title={ui("done")}>
            <p>{t("good", { date: formatDate(locale, localDateOf(keyUntil)) })}</p>
          </NotificationBanner>
        )}
        <ChallengePanel
          purpose="key-check"
          signer={iin}
          action={checkKeyAction}
          path={`/${locale}/cabinet/profile/key`}
          way={way}
          title={t("title")}
          submit={t("submit")}
        >
          <p className="ui-lead">{t("lead")}</p>
        </ChallengePanel>
      </div>
    </CitizenPage>
  );
}
