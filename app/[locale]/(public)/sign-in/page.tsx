import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { PortalPage } from "@/components/shell/portal-page";
import { Details } from "@/components/ui/details";
import { InsetText } from "@/components/ui/inset-text";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { TaskList } from "@/components/ui/task-list";
import { safeReturnPath } from "@/lib/i18n/return-path";
import { viewer } from "@/lib/main/session";
import { isTrial } from "@/lib/use-cases/portal-mode";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { edsPage, forgottenPage, mobilePage, organisationPage, signUpPage } from "./addresses";
import { SignInForm } from "./sign-in-form";

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** IIN and password. Whoever is signed in goes on to where they wanted. */
export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next: given, told } = await searchParams;
  const next = safeReturnPath(given);
  const locale = await getLocale();
  if (await viewer()) redirect(next ?? `/${locale}/cabinet`);
  const t = await getTranslations("sign-in");
  const ui = await getTranslations("ui");
  return (
    <PortalPage>
      <div className="ui-prose">
        {(told === "over" || told === "password-over") && (
          <NotificationBanner title={ui("important")}>
            <p>{told === "over" ? t("over") : t("newPassword.over")}</p>
          </NotificationBanner>
        )}
        <SignInForm
          next={next}
          texts={{
            lead: t("lead"),
            iin: t("iin.label"),
            iinHint: t("iin.hint"),
            password: t("password.label"),
            submit: t("submit"),
            passwordInput: {
              show: ui("password.show"),
              hide: ui("password.hide"),
              shown: ui("password.shown"),
              hidden: ui("password.hidden"),
            },
            errors: await formErrorTexts(t("title"), "sign-in.errors"),
          }}
        />
        <section className="mt-11" aria-labelledby="ways">
          <h2 id="ways" className="mb-4">
            {t("ways.title")}
          </h2>
          <TaskList
            items={[
              { id: "eds", title: t("ways.eds"), hint: t("ways.edsHint"), href: edsPage(locale, next), status: "" },
              {
                id: "mobile",
                title: t("ways.mobile"),
                hint: t("ways.mobileHint"),
                href: mobilePage(locale, next),
                status: "",
              },
              {
                id: "organisation",
                title: t("ways.organisation"),
                hint: t("ways.organisationHint"),
                href: organisationPage(locale, next),
                status: "",
              },
              { id: "forgotten", title: t("ways.forgotten"), href: forgottenPage(locale, ""), status: "" },
              { id: "sign-up", title: t("ways.signUp"), href: signUpPage(locale, undefined), status: "" },
            ]}
          />
        </section>
        <Details summary={t("help")}>
          <p>{t("helpText")}</p>
        </Details>
        {isTrial() && (
          <InsetText>
            <p>
              {t("demo")} <a href={`/${locale}/qa`}>{t("demoLink")}</a>
            </p>
          </InsetText>
        )}
      </div>
    </PortalPage>
  );
}
