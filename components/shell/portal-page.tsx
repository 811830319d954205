import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DisplayMenu } from "@/components/shell/display-menu";
import { SignOutForm } from "@/components/shell/sign-out-form";
import { LanguageSwitch } from "@/components/ui/language-switch";
import { PageShell } from "@/components/ui/page-shell";
import { PhaseBanner } from "@/components/ui/phase-banner";
import { SiteFooter } from "@/components/ui/site-footer";
import { SiteHeader, type Account, type NavigationItem } from "@/components/ui/site-header";
import { locales } from "@/lib/i18n/locale";
import { sessionCookieName } from "@/lib/main/session-cookie";
import { isTrial } from "@/lib/use-cases/portal-mode";

type PortalPageProps = {
  /** Who is here; left out, the browser's session cookie decides which links are offered, and nothing else. */
  account?: Account | undefined;
  navigation?: { label: string; items: readonly NavigationItem[] } | undefined;
  /** Back link or breadcrumbs. */
  before?: ReactNode;
  /** The page draws its own bands over the full width. */
  fullWidth?: boolean | undefined;
  children: ReactNode;
};

/**
 * The links for whoever the cookie says is here. Public pages ask no database for it: whether the session still holds is
 * asked by the page that the link leads to.
 */
async function likelyAccount(locale: string): Promise<Account> {
  const t = await getTranslations("common.account");
  return (await cookies()).has(sessionCookieName)
    ? { kind: "signed-in", href: `/${locale}/cabinet`, text: t("cabinet"), signOut: <SignOutForm /> }
    : { kind: "signed-out", href: `/${locale}/sign-in`, text: t("signIn") };
}

/** The frame of every page in the reader's language. */
export async function PortalPage({ account, navigation, before, fullWidth, children }: PortalPageProps) {
  const locale = await getLocale();
  const t = await getTranslations("common");
  const href = (path: string) => `/${locale}${path}`;
  return (
    <PageShell
      skipText={t("skip")}
      header={
        <SiteHeader
          phase={isTrial() && <PhaseBanner tag={t("phase.tag")}>{t("phase.text")}</PhaseBanner>}
          homeHref={href("")}
          name={t("portal.name")}
          about={t("portal.about")}
          account={account ?? (await likelyAccount(locale))}
          navigation={navigation}
          tools={
            <>
              <LanguageSwitch
                label={t("language")}
                current={locale}
                languages={locales.map((code) => ({ code, name: t(`languages.${code}`) }))}
              />
              <DisplayMenu />
            </>
          }
        />
      }
      before={before}
      fullWidth={fullWidth}
      footer={
        <SiteFooter
          title={t("footer.title")}
          call={{ number: "1414", title: t("footer.callTitle"), note: t("footer.callNote") }}
          links={{
            label: t("footer.links"),
            items: (["services", "verify", "help", "accessibility", "privacy", "outage"] as const).map((page) => ({
              href: href(`/${page}`),
              text: t(`footer.${page}`),
            })),
          }}
        />
      }
    >
      {children}
    </PageShell>
  );
}
