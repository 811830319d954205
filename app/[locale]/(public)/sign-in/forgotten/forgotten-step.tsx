import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PortalPage } from "@/components/shell/portal-page";
import { BackLink } from "@/components/ui/back-link";
import { forgottenPage } from "../addresses";

/** The frame of a step towards a new password, with the way back to all ways. */
export async function ForgottenStep({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const t = await getTranslations("sign-in.forgotten");
  return (
    <PortalPage
      before={
        <nav aria-label={t("back")}>
          <BackLink href={forgottenPage(locale, "")} text={t("back")} />
        </nav>
      }
    >
      <div className="ui-prose">{children}</div>
    </PortalPage>
  );
}
