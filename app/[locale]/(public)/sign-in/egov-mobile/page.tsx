import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { MobileSignInPanel } from "@/components/account/mobile-sign-in-panel";
import { PortalPage } from "@/components/shell/portal-page";
import { BackLink } from "@/components/ui/back-link";
import { safeReturnPath } from "@/lib/i18n/return-path";
import { viewer } from "@/lib/main/session";
import { heldTicket } from "@/lib/main/sign-in-ticket";
import { viewMobileSignIn } from "@/lib/use-cases/sign-in/mobile-sign-in";
import { pageMetadata } from "../../page-metadata";
import { enterByMobile, showSignInCode } from "../actions";
import { mobilePage, signInPage } from "../addresses";

type MobilePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return pageMetadata((await getTranslations("sign-in.mobile"))("title"), "/sign-in/egov-mobile");
}

/** Signing in on this screen by signing on the phone. */
export default async function MobilePage({ searchParams }: MobilePageProps) {
  const next = safeReturnPath((await searchParams)["next"]);
  const locale = await getLocale();
  if (await viewer()) redirect(next ?? `/${locale}/cabinet`);
  const t = await getTranslations("sign-in");
  return (
    <PortalPage
      before={
        <nav aria-label={t("ways.password")}>
          <BackLink href={signInPage(locale, next)} text={t("ways.password")} />
        </nav>
      }
    >
      <div className="ui-prose">
        <MobileSignInPanel
          standing={await viewMobileSignIn(await heldTicket())}
          show={showSignInCode}
          enter={enterByMobile}
          hidden={next === undefined ? {} : { next }}
          path={mobilePage(locale, next)}
        />
      </div>
    </PortalPage>
  );
}
