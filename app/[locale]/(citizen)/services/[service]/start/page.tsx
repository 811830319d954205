import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { EntityReadiness } from "@/components/account/entity-readiness";
import { Readiness } from "@/components/account/readiness";
import { CitizenPage } from "@/components/process/citizen-page";
import { BackLink } from "@/components/ui/back-link";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { requireApplicant } from "@/lib/main/session";
import { serviceToday } from "@/lib/services";
import { findActive } from "@/lib/use-cases/start-application";
import { missing } from "../../../../missing";
import { citizenMetadata } from "../../../page-metadata";
import { startAction } from "./actions";
import { OtherAudience } from "./other-audience";

type StartPageProps = { params: Promise<{ service: string }>; searchParams: Promise<{ ended?: string | string[] }> };

export async function generateMetadata({ params }: StartPageProps): Promise<Metadata> {
  const service = serviceToday((await params).service);
  if (!service) return {};
  const t = await getTranslations("apply.start");
  const of = await getTranslations(`services.${service.id}`);
  return citizenMetadata(t("title"), of("title"));
}

/** Begins an application, or leads to the one there is. Opening the page changes nothing; its button does. */
export default async function StartPage({ params, searchParams }: StartPageProps) {
  const service = serviceToday((await params).service);
  if (!service) return missing();
  const applicant = await requireApplicant();
  const isPerson = typeof applicant === "string";
  if (!service.audience.includes(isPerson ? "citizen" : "entity")) {
    return <OtherAudience service={service} isForEntities={isPerson} />;
  }
  const locale = await getLocale();
  const t = await getTranslations("apply.start");
  const common = await getTranslations("common.actions");
  const of = await getTranslations(`services.${service.id}`);
  const hasEnded = (await searchParams).ended !== undefined;
  const organisation = await getTranslations("organisation.start");
  const found = await findActive(service.id, applicant);
  const active = found?.isOpen ? found : null;

  return (
    <CitizenPage before={<BackLink href={`/${locale}/services/${service.id}`} text={common("back")} />}>
      <div className="ui-prose">
        <header>
          <span className="ui-caption">{of("title")}</span>
          <h1>{active ? t("activeTitle") : found ? organisation("colleagueTitle") : t("title")}</h1>
        </header>
        {hasEnded ? (
          <p className="ui-lead">{t("ended")}</p>
        ) : active ? (
          <>
            <p className="ui-lead">{t("active", { number: active.number })}</p>
            <ButtonGroup>
              <ButtonLink href={`/${locale}/apply/${active.id}`}>{t("continue")}</ButtonLink>
              <a href={`/${locale}/cabinet/applications/${active.id}`}>{t("look")}</a>
            </ButtonGroup>
          </>
        ) : found ? (
          <>
            <p className="ui-lead">{organisation("colleague", { number: found.number })}</p>
            <ButtonGroup>
              <ButtonLink href={`/${locale}/organisation`}>{organisation("back")}</ButtonLink>
            </ButtonGroup>
          </>
        ) : (
          <>
            <p className="ui-lead">{t("lead")}</p>
            <ul>
              <li>{t("saved", { days: String(service.draftDays) })}</li>
              <li>{t("nothingSent")}</li>
              <li>{t("stop")}</li>
            </ul>
            {isPerson ? <Readiness service={service} iin={applicant} /> : <EntityReadiness acting={applicant} />}
            <form action={startAction}>
              <input type="hidden" name="service" value={service.id} />
              <ButtonGroup>
                <Button isStart>{t("button")}</Button>
              </ButtonGroup>
            </form>
          </>
        )}
      </div>
    </CitizenPage>
  );
}
