import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { BackLink } from "@/components/ui/back-link";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { requireCitizen } from "@/lib/main/session";
import { viewProfile } from "@/lib/use-cases/sign-in/view-profile";
import { startEmailAction } from "./actions";
import { EmailForm } from "./email-form";

type EmailPageProps = { searchParams: Promise<{ told?: string | string[] }> };

/** The address of the account, and confirming it or another. */
export default async function EmailPage({ searchParams }: EmailPageProps) {
  const { iin } = await requireCitizen();
  const { told } = await searchParams;
  const locale = await getLocale();
  const t = await getTranslations("sign-in.email");
  const profile = await getTranslations("sign-in.profile");
  const ui = await getTranslations("ui");
  const { email, isEmailVerified } = await viewProfile(iin);
  return (
    <CitizenPage before={<BackLink href={`/${locale}/cabinet/profile`} text={profile("title")} />}>
      <div className="ui-prose">
        {told === "over" && (
          <NotificationBanner title={ui("important")}>
            <p>{t("over")}</p>
          </NotificationBanner>
        )}
        <EmailForm
          action={startEmailAction}
          given={isEmailVerified ? null : email}
          texts={{
            label: t("label"),
            submit: t("submit"),
            errors: await formErrorTexts(t("title"), "sign-in.email.errors"),
          }}
        >
          <p className="ui-lead">{t("lead")}</p>
          <p>
            {email === null ? t("none") : t("current", { email })}{" "}
            {email !== null && !isEmailVerified && t("unconfirmed")}
          </p>
        </EmailForm>
      </div>
    </CitizenPage>
  );
}
