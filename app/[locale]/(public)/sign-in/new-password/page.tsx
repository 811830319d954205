import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { PortalPage } from "@/components/shell/portal-page";
import { safeReturnPath } from "@/lib/i18n/return-path";
import { viewer } from "@/lib/main/session";
import { heldTicket } from "@/lib/main/sign-in-ticket";
import { viewPasswordTicket } from "@/lib/use-cases/sign-in/set-password";
import { signInPage } from "../addresses";
import { NewPasswordForm } from "./new-password-form";

type NewPasswordPageProps = { searchParams: Promise<{ next?: string | string[] }> };

/** The password of whoever has just shown who they are: of a new account, or in place of a forgotten one. */
export default async function NewPasswordPage({ searchParams }: NewPasswordPageProps) {
  const next = safeReturnPath((await searchParams).next);
  const locale = await getLocale();
  const ticket = await heldTicket();
  const found = ticket === undefined ? null : await viewPasswordTicket(ticket);
  if (!found) redirect((await viewer()) ? `/${locale}/cabinet` : signInPage(locale, next, "password-over"));
  const t = await getTranslations("sign-in.newPassword");
  const ui = await getTranslations("ui.password");
  const { iin, bin, hasAccount } = found;
  const organisation = hasAccount ? "organisationReset" : "organisationCreate";
  return (
    <PortalPage>
      <div className="ui-prose">
        <NewPasswordForm
          next={next}
          asksEmail={!hasAccount}
          texts={{
            lead: bin === null ? t(hasAccount ? "resetLead" : "createLead", { iin }) : t(organisation, { iin, bin }),
            password: t("password"),
            passwordHint: t("passwordHint"),
            email: t("email"),
            emailHint: t("emailHint"),
            submit: hasAccount ? t("reset") : t("create"),
            until: t("until"),
            input: { show: ui("show"), hide: ui("hide"), shown: ui("shown"), hidden: ui("hidden") },
            errors: await formErrorTexts(
              hasAccount ? t("resetTitle") : t("createTitle"),
              "sign-in.newPassword.errors",
              "sign-in.password.change.errors",
              "sign-in.eds.failures",
            ),
          }}
        />
      </div>
    </PortalPage>
  );
}
