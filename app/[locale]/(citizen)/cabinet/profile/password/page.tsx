import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { BackLink } from "@/components/ui/back-link";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { requireCitizen } from "@/lib/main/session";
import { PasswordForm } from "./password-form";

type PasswordPageProps = { searchParams: Promise<{ told?: string | string[] }> };

/** A new password. */
export default async function PasswordPage({ searchParams }: PasswordPageProps) {
  await requireCitizen();
  const locale = await getLocale();
  const t = await getTranslations("sign-in.password.change");
  const ui = await getTranslations("ui.password");
  const done = await getTranslations("ui");
  const stranger = await getTranslations("sign-in.stranger");
  return (
    <CitizenPage before={<BackLink href={`/${locale}/cabinet/profile`} text={t("back")} />}>
      <div className="ui-prose">
        {(await searchParams).told === "stranger" && (
          <NotificationBanner kind="success" title={done("done")}>
            <p>{stranger("done")}</p>
          </NotificationBanner>
        )}
        <PasswordForm
          texts={{
            lead: t("lead"),
            present: t("present"),
            wanted: t("wanted"),
            wantedHint: t("wantedHint"),
            submit: t("submit"),
            input: { show: ui("show"), hide: ui("hide"), shown: ui("shown"), hidden: ui("hidden") },
            errors: await formErrorTexts(t("title"), "sign-in.password.change.errors"),
          }}
        />
      </div>
    </CitizenPage>
  );
}
