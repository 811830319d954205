import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { BackLink } from "@/components/ui/back-link";
import { requireCitizen } from "@/lib/main/session";
import { PasswordForm } from "./password-form";

/** A new password. */
export default async function PasswordPage() {
  await requireCitizen();
  const locale = await getLocale();
  const t = await getTranslations("sign-in.password.change");
  const ui = await getTranslations("ui.password");
  return (
    <CitizenPage before={<BackLink href={`/${locale}/cabinet/profile`} text={t("back")} />}>
      <div className="ui-prose">
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
