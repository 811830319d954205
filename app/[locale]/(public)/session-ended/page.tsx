import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PortalPage } from "@/components/shell/portal-page";
import { ButtonLink } from "@/components/ui/button-link";
import { endedForEntity } from "@/lib/main/session";
import { pageMetadata } from "../page-metadata";
import { organisationPage, signInPage } from "../sign-in/addresses";

type SessionEndedPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public.sessionEnded");
  return pageMetadata(t("title"), "/session-ended");
}

/** The session has ended: what was saved, and back to the page where it happened. */
export default async function SessionEndedPage({ searchParams }: SessionEndedPageProps) {
  const locale = await getLocale();
  const isEntity = await endedForEntity();
  const next = (await searchParams)["next"];
  const href = isEntity ? organisationPage(locale, next) : signInPage(locale, next);
  const t = await getTranslations("public.sessionEnded");
  return (
    <PortalPage account={{ kind: "signed-out", href, text: t("link") }}>
      <div className="ui-prose">
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("text")}</p>
        {isEntity && <p>{t("organisation.text")}</p>}
        <h2>{t("savedTitle")}</h2>
        <p>{t(isEntity ? "organisation.saved" : "saved")}</p>
        <p>{t(isEntity ? "organisation.next" : "next")}</p>
        <p>
          <ButtonLink href={href}>{t("link")}</ButtonLink>
        </p>
      </div>
    </PortalPage>
  );
}
