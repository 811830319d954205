import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { PortalPage } from "@/components/shell/portal-page";
import { BackLink } from "@/components/ui/back-link";
import { TaskList } from "@/components/ui/task-list";
import { safeReturnPath } from "@/lib/i18n/return-path";
import { pageMetadata } from "../../page-metadata";
import { edsPage, signInPage, signUpPage } from "../addresses";
import { OrganisationForm } from "./organisation-form";

type OrganisationSignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return pageMetadata((await getTranslations("sign-in.organisation"))("title"), "/sign-in/organisation");
}

/** BIN and password, for others than the head their IIN too; and the ways to the same account by the organisation's key. Whoever is signed in may act for another here. */
export default async function OrganisationSignInPage({ searchParams }: OrganisationSignInPageProps) {
  const next = safeReturnPath((await searchParams)["next"]);
  const locale = await getLocale();
  const t = await getTranslations("sign-in.organisation");
  const ways = await getTranslations("sign-in.ways");
  const ui = await getTranslations("ui.password");
  return (
    <PortalPage
      before={
        <nav aria-label={t("own")}>
          <BackLink href={signInPage(locale, undefined)} text={t("own")} />
        </nav>
      }
    >
      <div className="ui-prose">
        <OrganisationForm
          next={next}
          texts={{
            lead: t("lead"),
            bin: t("bin"),
            binHint: t("binHint"),
            iin: t("iin"),
            iinHint: t("iinHint"),
            password: t("password"),
            submit: t("submit"),
            passwordInput: { show: ui("show"), hide: ui("hide"), shown: ui("shown"), hidden: ui("hidden") },
            errors: await formErrorTexts(t("title"), "sign-in.errors", "sign-in.eds.failures"),
          }}
        />
        <section className="mt-11" aria-labelledby="ways">
          <h2 id="ways" className="mb-4">
            {ways("title")}
          </h2>
          <TaskList
            items={[
              {
                id: "eds",
                title: t("key"),
                hint: t("keyHint"),
                href: edsPage(locale, next, "organisation"),
                status: "",
              },
              {
                id: "sign-up",
                title: t("signUp"),
                hint: t("signUpHint"),
                href: signUpPage(locale, next, "organisation"),
                status: "",
              },
            ]}
          />
        </section>
      </div>
    </PortalPage>
  );
}
