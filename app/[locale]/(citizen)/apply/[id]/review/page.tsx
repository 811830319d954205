import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CitizenPage } from "@/components/process/citizen-page";
import { LineValue } from "@/components/process/line-value";
import { MovedOn } from "@/components/process/moved-on";
import { pathOf, placeOf } from "@/components/process/place";
import { BackLink } from "@/components/ui/back-link";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { SummaryList } from "@/components/ui/summary-list";
import { linesOf } from "@/lib/use-cases/words";
import { ownApplication } from "../../../own-application";
import { citizenMetadata } from "../../../page-metadata";

type ReviewPageProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: ReviewPageProps): Promise<Metadata> {
  const { service } = await ownApplication((await params).id);
  const t = await getTranslations("apply.review");
  const of = await getTranslations(`services.${service.id}`);
  return citizenMetadata(t("title"), of("title"));
}

export default async function ReviewPage({ params }: ReviewPageProps) {
  const { id } = await params;
  const application = await ownApplication(id);
  const locale = await getLocale();
  const place = placeOf(application);
  if (place.kind === "signed" || place.kind === "ended") return <MovedOn application={application} />;
  if (place.kind !== "review") return redirect(`/${locale}${pathOf(place, id)}`);

  const { service, state, today } = application;
  const t = await getTranslations("apply.review");
  const common = await getTranslations("common.actions");
  const of = await getTranslations(`services.${service.id}`);
  const lines = linesOf(service, state, today, locale);
  const known = lines.filter((line) => line.step === null);
  const answers = lines.filter((line) => line.step !== null);
  const steps = service.stages.filter((stage) => stage.kind === "step");
  const last = steps.at(-1)?.id ?? "";

  return (
    <CitizenPage before={<BackLink href={`/${locale}/apply/${id}/${last}`} text={common("back")} />}>
      <div className="ui-prose">
        <header>
          <span className="ui-caption">{of("title")}</span>
          <h1>{t("title")}</h1>
        </header>
        <p className="ui-lead">{t("lead")}</p>
        <h2>{t("answers")}</h2>
        <SummaryList
          rows={answers.map((line) => ({
            key: line.label,
            value: <LineValue line={line} />,
            action: {
              href: `/${locale}/apply/${id}/${line.step ?? ""}?from=review`,
              text: common("change"),
              about: line.label,
            },
          }))}
        />
        <h2>{t("known")}</h2>
        <p className="ui-hint">{of.has("knownNote") ? of("knownNote") : t("knownNote")}</p>
        <SummaryList rows={known.map((line) => ({ key: line.label, value: line.text }))} />
        <h2>{t("sign")}</h2>
        <p>{t("signNote")}</p>
        <ButtonGroup>
          <ButtonLink href={`/${locale}/apply/${id}/sign`}>{t("continue")}</ButtonLink>
        </ButtonGroup>
      </div>
    </CitizenPage>
  );
}
