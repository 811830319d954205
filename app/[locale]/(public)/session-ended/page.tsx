import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PortalPage } from "@/components/shell/portal-page";
import { ButtonLink } from "@/components/ui/button-link";
import { pageMetadata } from "../page-metadata";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public.sessionEnded");
  return pageMetadata(t("title"), "/session-ended");
}

export default async function SessionEndedPage() {
  const locale = await getLocale();
  const t = await getTranslations("public.sessionEnded");
  return (
    <PortalPage account={{ kind: "signed-out", href: `/${locale}/sign-in`, text: t("link") }}>
      <div className="ui-prose">
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("text")}</p>
        <h2>{t("savedTitle")}</h2>
        <p>{t("saved")}</p>
        <p>{t("next")}</p>
        <p>
          <ButtonLink href={`/${locale}/sign-in`}>{t("link")}</ButtonLink>
        </p>
      </div>
    </PortalPage>
  );
}
