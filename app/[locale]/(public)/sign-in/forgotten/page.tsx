import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PortalPage } from "@/components/shell/portal-page";
import { BackLink } from "@/components/ui/back-link";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { TaskList } from "@/components/ui/task-list";
import { pageMetadata } from "../../page-metadata";
import { forgottenPage, signInPage } from "../addresses";

type ForgottenPageProps = { searchParams: Promise<{ told?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return pageMetadata((await getTranslations("sign-in.forgotten"))("title"), "/sign-in/forgotten");
}

/** A forgotten password, or a number that is gone: the ways to show who one is without an old mailbox. */
export default async function ForgottenPage({ searchParams }: ForgottenPageProps) {
  const locale = await getLocale();
  const t = await getTranslations("sign-in.forgotten");
  const ways = await getTranslations("sign-in.ways");
  const ui = await getTranslations("ui");
  return (
    <PortalPage
      before={
        <nav aria-label={ways("password")}>
          <BackLink href={signInPage(locale, undefined)} text={ways("password")} />
        </nav>
      }
    >
      <div className="ui-prose">
        {(await searchParams).told === "over" && (
          <NotificationBanner title={ui("important")}>
            <p>{t("over")}</p>
          </NotificationBanner>
        )}
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
        <TaskList
          items={[
            { id: "eds", title: t("eds"), hint: t("edsHint"), href: forgottenPage(locale, "/eds"), status: "" },
            { id: "sms", title: t("sms"), hint: t("smsHint"), href: forgottenPage(locale, "/sms"), status: "" },
          ]}
        />
        <p>{t("neither")}</p>
      </div>
    </PortalPage>
  );
}
