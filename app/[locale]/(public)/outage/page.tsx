import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Lines } from "@/components/public/lines";
import { OutageBanner } from "@/components/public/outage-banner";
import { PortalPage } from "@/components/shell/portal-page";
import { ButtonLink } from "@/components/ui/button-link";
import { pageMetadata } from "../page-metadata";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public.outage");
  return pageMetadata(t("title"), "/outage", t("lead"));
}

export default async function OutagePage() {
  const locale = await getLocale();
  const t = await getTranslations("public.outage");
  return (
    <PortalPage>
      <div className="ui-prose">
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
        <h2>{t("doTitle")}</h2>
        <Lines text={t("do")} />
        <h2>{t("knowTitle")}</h2>
        <Lines text={t("know")} />
        <h2>{t("nowTitle")}</h2>
        <OutageBanner isLinked={false} otherwise={t("well")} />
        <p>
          <ButtonLink href={`/${locale}/services`}>{t("link")}</ButtonLink>
        </p>
      </div>
    </PortalPage>
  );
}
