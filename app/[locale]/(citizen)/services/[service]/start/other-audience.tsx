import { getLocale, getTranslations } from "next-intl/server";
import { OrganisationPage } from "@/components/account/organisation-page";
import { CitizenPage } from "@/components/process/citizen-page";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { entityHere } from "@/lib/main/entity-here";
import type { Service } from "@/lib/process/define-service";

type OtherAudienceProps = { service: Service; isForEntities: boolean };

/** A service that is not for whoever has come to begin it: for whom it is, and how to come as one of them, back to this page. */
export async function OtherAudience({ service, isForEntities }: OtherAudienceProps) {
  const locale = await getLocale();
  const t = await getTranslations("organisation.start");
  const cabinet = await getTranslations("sign-in.organisationCabinet");
  const of = await getTranslations(`services.${service.id}`);
  const entity = await entityHere();
  const name = (locale === "kk" ? entity?.nameKk : entity?.nameRu) ?? "";
  const next = new URLSearchParams({ next: `/${locale}/services/${service.id}/start` }).toString();
  const Frame = isForEntities ? CitizenPage : OrganisationPage;
  return (
    <Frame>
      <div className="ui-prose">
        <header>
          <span className="ui-caption">{of("title")}</span>
          <h1>{t(isForEntities ? "entitiesTitle" : "citizensTitle")}</h1>
        </header>
        <p className="ui-lead">{isForEntities ? t("entities") : t("citizens", { name })}</p>
        <ButtonGroup>
          {isForEntities ? (
            <ButtonLink href={`/${locale}/sign-in/organisation?${next}`}>{t("entitiesLink")}</ButtonLink>
          ) : (
            <ButtonLink href={`/${locale}/sign-in?${next}`}>{cabinet("switch")}</ButtonLink>
          )}
          {!isForEntities && <a href={`/${locale}/organisation`}>{t("back")}</a>}
        </ButtonGroup>
      </div>
    </Frame>
  );
}
