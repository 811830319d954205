import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Lines } from "@/components/public/lines";
import { PortalPage } from "@/components/shell/portal-page";
import { pageMetadata } from "../page-metadata";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public.privacy");
  return pageMetadata(t("title"), "/privacy", t("lead"));
}

export default async function PrivacyPage() {
  const t = await getTranslations("public.privacy");
  return (
    <PortalPage>
      <div className="ui-prose">
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
        <h2>{t("takeTitle")}</h2>
        <Lines text={t("take")} />
        <h2>{t("whyTitle")}</h2>
        <p>{t("why")}</p>
        <h2>{t("whoTitle")}</h2>
        <p>{t("who")}</p>
        <h2>{t("howLongTitle")}</h2>
        <p>{t("howLong")}</p>
        <h2>{t("rightsTitle")}</h2>
        <Lines text={t("rights")} />
        <h2>{t("cookiesTitle")}</h2>
        <p>{t("cookies")}</p>
        <h2>{t("lawTitle")}</h2>
        <p>{t("law")}</p>
      </div>
    </PortalPage>
  );
}
