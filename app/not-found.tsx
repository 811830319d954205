import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SearchForm } from "@/components/public/search-form";
import { PortalPage } from "@/components/shell/portal-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("errors.notFound");
  const common = await getTranslations("common.portal");
  return { title: `${t("title")} — ${common("name")}` };
}

export default async function NotFound() {
  const locale = await getLocale();
  const t = await getTranslations("errors.notFound");
  return (
    <PortalPage>
      <div className="ui-prose">
        <p className="ui-caption">404</p>
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("text")}</p>
        <p>{t("advice")}</p>
        <SearchForm />
        <p>
          <a href={`/${locale}/cabinet`}>{t("cabinet")}</a>
        </p>
      </div>
    </PortalPage>
  );
}
