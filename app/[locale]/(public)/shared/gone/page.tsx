import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PortalPage } from "@/components/shell/portal-page";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { sharedMetadata } from "../metadata";

export async function generateMetadata(): Promise<Metadata> {
  return sharedMetadata((await getTranslations("sharing.gone"))("title"));
}

/** A link that leads nowhere: there never was one, it has ended, or it was revoked. Which of them is not said. */
export default async function GonePage() {
  const locale = await getLocale();
  const t = await getTranslations("sharing.gone");
  return (
    <PortalPage>
      <div className="ui-prose">
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
        <p>{t("paper")}</p>
        <ButtonGroup>
          <ButtonLink href={`/${locale}/verify`} variant="secondary">
            {t("verify")}
          </ButtonLink>
        </ButtonGroup>
        <p>{t("own")}</p>
      </div>
    </PortalPage>
  );
}
