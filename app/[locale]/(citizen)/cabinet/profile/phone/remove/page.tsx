import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CitizenPage } from "@/components/process/citizen-page";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { BackLink } from "@/components/ui/back-link";
import { requireCitizen } from "@/lib/main/session";
import { viewProfile } from "@/lib/use-cases/sign-in/view-profile";
import { phonePage } from "../addresses";
import { RemovePhoneForm } from "./remove-phone-form";

/** What it means to have no number linked, and the password that says so. */
export default async function RemovePhonePage() {
  const { iin } = await requireCitizen();
  const locale = await getLocale();
  const { maskedPhone } = await viewProfile(iin);
  if (maskedPhone === null) redirect(phonePage(locale, ""));
  const t = await getTranslations("sign-in.phone");
  const ui = await getTranslations("ui.password");
  return (
    <CitizenPage before={<BackLink href={phonePage(locale, "")} text={t("back")} />}>
      <div className="ui-prose">
        <RemovePhoneForm
          texts={{
            lead: t("removeLead", { phone: maskedPhone.replaceAll(" ", "\u00a0") }),
            password: t("password"),
            submit: t("remove"),
            input: { show: ui("show"), hide: ui("hide"), shown: ui("shown"), hidden: ui("hidden") },
            errors: await formErrorTexts(t("removeTitle"), "sign-in.phone.errors"),
          }}
        />
      </div>
    </CitizenPage>
  );
}
