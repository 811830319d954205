import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Lines } from "@/components/public/lines";
import { PortalPage } from "@/components/shell/portal-page";
import { pageMetadata } from "../page-metadata";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public.accessibility");
  return pageMetadata(t("title"), "/accessibility", t("lead"));
}

export default async function AccessibilityPage() {
  const t = await getTranslations("public.accessibility");
  return (
    <PortalPage>
      <div className="ui-prose">
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
        <h2>{t("canTitle")}</h2>
        <Lines text={t("can")} />
        <h2>{t("howTitle")}</h2>
        <p>{t("how")}</p>
        <h2>{t("gapsTitle")}</h2>
        <Lines text={t("gaps")} />
        <h2>{t("tellTitle")}</h2>
        <p>{t("tell")}</p>
      </div>
    </PortalPage>
  );
}
