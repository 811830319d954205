import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SearchForm } from "@/components/public/search-form";
import { ServiceList } from "@/components/public/service-list";
import { PortalPage } from "@/components/shell/portal-page";
import { pageMetadata } from "../page-metadata";
import { catalogue } from "./catalogue";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public.services");
  return pageMetadata(t("title"), "/services", t("lead"));
}

type ServicesPageProps = { searchParams: Promise<{ q?: string | string[] }> };

export default async function ServicesPage({ searchParams }: ServicesPageProps) {
  const { q } = await searchParams;
  const query = (typeof q === "string" ? q : "").trim().slice(0, 200);
  const locale = await getLocale();
  const t = await getTranslations("public.services");
  const found = await catalogue(query);
  return (
    <PortalPage>
      <h1>{t("title")}</h1>
      <p className="ui-lead ui-after-title">{t("lead")}</p>
      <SearchForm query={query} />
      {query !== "" && (
        <p className="ui-found" role="status">
          {found.length === 0 ? t("nothing", { query }) : t("found", { query, count: found.length })}
        </p>
      )}
      {found.length === 0 && <p className="ui-lead">{t("nothingAdvice")}</p>}
      <ServiceList locale={locale} headingLevel={2} services={found} />
      {query !== "" && (
        <p className="ui-section__more">
          <a href={`/${locale}/services`}>{t("showAll")}</a>
        </p>
      )}
    </PortalPage>
  );
}
