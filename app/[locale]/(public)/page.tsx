import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { OpenDoor } from "@/components/public/open-door";
import { OutageBanner } from "@/components/public/outage-banner";
import { SearchForm } from "@/components/public/search-form";
import { ServiceList } from "@/components/public/service-list";
import { PortalPage } from "@/components/shell/portal-page";
import { ButtonLink } from "@/components/ui/button-link";
import { Icon } from "@/components/ui/icon";
import { pageMetadata } from "./page-metadata";
import { catalogue } from "./services/catalogue";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public.home");
  return pageMetadata(t("title"), "", t("lead"));
}

const promises = [
  { key: "one", icon: "document" },
  { key: "two", icon: "check" },
  { key: "three", icon: "eye" },
] as const;

export default async function HomePage() {
  const locale = await getLocale();
  const t = await getTranslations("public.home");
  const services = await catalogue();
  return (
    <PortalPage fullWidth>
      <div className="ui-hero">
        <div className="ui-container ui-hero__content">
          <div className="ui-hero__words">
            <h1 className="ui-hero__title">{t("heading")}</h1>
            <p className="ui-hero__lead">{t("lead")}</p>
            <SearchForm onBand />
          </div>
          <OpenDoor />
        </div>
        <div className="ui-ornament" />
      </div>
      <section className="ui-container ui-section" aria-labelledby="services">
        <OutageBanner />
        <h2 id="services">{t("popular")}</h2>
        <ServiceList locale={locale} headingLevel={3} services={services} />
        <p className="ui-section__more">
          <a href={`/${locale}/services`}>{t("all")}</a>
        </p>
      </section>
      <div className="ui-container">
        <section className="ui-status" aria-labelledby="status">
          <div>
            <h2 id="status">{t("status.title")}</h2>
            <p>{t("status.text")}</p>
          </div>
          <ButtonLink href={`/${locale}/cabinet`} variant="secondary">
            {t("status.link")}
          </ButtonLink>
        </section>
      </div>
      <section className="ui-container ui-section" aria-labelledby="promises">
        <h2 id="promises">{t("promises.title")}</h2>
        <ul className="ui-promises">
          {promises.map(({ key, icon }) => (
            <li key={key}>
              <Icon name={icon} size="1.75rem" />
              <h3>{t(`promises.${key}Title`)}</h3>
              <p>{t(`promises.${key}Text`)}</p>
            </li>
          ))}
        </ul>
      </section>
    </PortalPage>
  );
}
