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
import { entityHere } from "@/lib/main/entity-here";
import { sessionCookieName } from "@/lib/main/session-cookie";
import { isTrial } from "@/lib/use-cases/portal-mode";

type PortalPageProps = {
  /** Who is here; left out, the browser's session cookie decides which links are offered, and nothing else. */
  account?: Account | undefined;
  /** The pages of an organisation that stand in the header while somebody acts for it; left out, its own page alone. */
  actingNavigation?: readonly NavigationItem[] | undefined;
  navigation?: { label: string; items: readonly NavigationItem[] } | undefined;
  /** Back link or breadcrumbs. */
  before?: ReactNode;
  /** The page draws its own bands over the full width. */
  fullWidth?: boolean | undefined;
  children: ReactNode;
};

interface Here {
  readonly account: Account;
  readonly acting?: ReactNode;
  readonly navigation?: PortalPageProps["navigation"];
}

/**
 * The links for whoever is here. Without a cookie no database is asked; with one, whether it is an organisation for which somebody acts: that is
 * said on every page. Whether a person's own session still holds is asked by the page that the link leads to.
 */
async function likelyHere(locale: string, organisationPages: readonly NavigationItem[] | undefined): Promise<Here> {
  const t = await getTranslations("common.account");
  if (!(await cookies()).has(sessionCookieName)) {
    return { account: { kind: "signed-out", href: `/${locale}/sign-in`, text: t("signIn") } };
  }
  const entity = await entityHere();
  const signOut = <SignOutForm />;
  if (!entity) return { account: { kind: "signed-in", href: `/${locale}/cabinet`, text: t("cabinet"), signOut } };
  const of = await getTranslations("sign-in.organisationCabinet");
  const organisation = await getTranslations("organisation");
  return {
    account: { kind: "signed-in", href: `/${locale}/organisation`, text: of("caption"), signOut },
    acting: (
      <>
        <strong>{organisation("acting", { name: locale === "kk" ? entity.nameKk : entity.nameRu })}</strong>
        <a href={`/${locale}/sign-in`}>{of("switch")}</a>
      </>
    ),
    ...(organisationPages ? { navigation: { label: of("nav"), items: organisationPages } } : {}),
  };
}

/** The frame of every page in the reader's language. */
export async function PortalPage(props: PortalPageProps) {
  const { before, fullWidth, children } = props;
  const locale = await getLocale();
  const t = await getTranslations("common");
  const here: Here = props.account ? { account: props.account } : await likelyHere(locale, props.actingNavigation);
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
          account={here.account}
          acting={here.acting}
          navigation={props.navigation ?? here.navigation}
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
