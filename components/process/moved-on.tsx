import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { CopyableNumber } from "@/components/ui/copyable-number";
import { isSigned, phaseOf } from "@/lib/process/position";
import type { OwnApplication } from "@/lib/use-cases/view-application";

/** A page of an application that has gone past it: what it is now, and where to look. */
export async function MovedOn({ application }: { application: OwnApplication }) {
  const { id, service, state, today } = application;
  const locale = await getLocale();
  const t = await getTranslations("apply.movedOn");
  const ui = await getTranslations("ui.number");
  const process = await getTranslations("process.phases");
  return (
    <CitizenPage>
      <div className="ui-prose">
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t(isSigned(service, state) ? "submitted" : "notSubmitted")}</p>
        <p>{t("state", { phase: process(phaseOf(service, state, today)) })}</p>
        <CopyableNumber label={t("number")} value={state.number} texts={{ copy: ui("copy"), copied: ui("copied") }} />
        <ButtonGroup>
          <ButtonLink href={`/${locale}/cabinet/applications/${id}`}>{t("open")}</ButtonLink>
          <a href={`/${locale}/cabinet`}>{t("cabinet")}</a>
        </ButtonGroup>
      </div>
    </CitizenPage>
  );
}
