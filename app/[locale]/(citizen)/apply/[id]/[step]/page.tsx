import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CitizenPage } from "@/components/process/citizen-page";
import { Complaints, complaintsAbout } from "@/components/process/complaints";
import { KnownAlready } from "@/components/process/known-already";
import { MovedOn } from "@/components/process/moved-on";
import { pathOf, placeOf, stepBack } from "@/components/process/place";
import { fieldsOf } from "@/components/process/step-fields";
import { StepForm } from "@/components/process/step-form";
import { errorTexts, pictureTexts } from "@/components/process/step-texts";
import { StepComponent } from "@/components/services/step-component";
import { BackLink } from "@/components/ui/back-link";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { requireApplicant } from "@/lib/main/session";
import { iinOf } from "@/lib/process/applicant";
import { savableSteps } from "@/lib/process/available";
import type { StepStage } from "@/lib/process/stages";
import { viewKeptAnswer, viewWish } from "@/lib/use-cases/keep-answer";
import type { OwnApplication } from "@/lib/use-cases/view-application";
import { ownApplication } from "../../../own-application";
import { citizenMetadata } from "../../../page-metadata";
import { saveStepAction } from "../actions";
import { missing } from "../../../../missing";

type StepPageProps = {
  params: Promise<{ id: string; step: string }>;
  /** `too-large`: a form came that was larger than the server takes, and was not read. */
  searchParams: Promise<{ from?: string | string[]; "too-large"?: string | string[] }>;
};

/** The step of this address; null when the application has gone past all steps. */
async function openStep(application: OwnApplication, stepId: string): Promise<StepStage | null> {
  const { service, state, today } = application;
  const stage = service.stages.find((one): one is StepStage => one.kind === "step" && one.id === stepId);
  if (!stage) return missing();
  if (savableSteps(service, state, today).includes(stepId)) return stage;
  const place = placeOf(application);
  if (place.kind === "signed" || place.kind === "ended" || state.outcome) return null;
  return redirect(`/${await getLocale()}${pathOf(place, application.id)}`);
}

// The form writes the title itself, because a failed submit changes it; the other states have no form.
export async function generateMetadata({ params }: StepPageProps): Promise<Metadata> {
  const { id, step } = await params;
  const application = await ownApplication(id);
  const stage = await openStep(application, step);
  if (stage && (await fieldsOf(application, stage, await getLocale())).kind === "ready") return {};
  const t = await getTranslations("apply");
  const of = await getTranslations(`services.${application.service.id}`);
  return citizenMetadata(t(stage ? "step.silentTitle" : "movedOn.title"), of("title"));
}

export default async function StepPage({ params, searchParams }: StepPageProps) {
  const { id, step } = await params;
  const application = await ownApplication(id);
  const stage = await openStep(application, step);
  if (!stage) return <MovedOn application={application} />;

  const locale = await getLocale();
  const { service } = application;
  const query = await searchParams;
  const fromReview = query.from === "review";
  const t = await getTranslations("apply");
  const common = await getTranslations("common");
  const ui = await getTranslations("ui");
  const of = await getTranslations(`services.${service.id}`);
  const title = of(`steps.${step}.title`);
  const previous = stepBack(application, step);
  const back =
    fromReview && placeOf(application).kind === "review"
      ? `/apply/${id}/review`
      : previous === null
        ? `/services/${service.id}`
        : pathOf({ kind: "step", step: previous }, id);
  const before = <BackLink href={`/${locale}${back}`} text={common("actions.back")} />;
  const heading = (
    <header>
      <span className="ui-caption">{of("title")}</span>
      <h1>{title}</h1>
    </header>
  );

  const asked = await fieldsOf(application, stage, locale);
  if (asked.kind === "silent") {
    const databases = await getTranslations("process.databases");
    const here = `/${locale}/apply/${id}/${step}${fromReview ? "?from=review" : ""}`;
    return (
      <CitizenPage before={before}>
        <div className="ui-prose">
          {heading}
          <p className="ui-lead">{t("step.silent", { database: databases(asked.database) })}</p>
          <p>{t("silent.saved")}</p>
          <ButtonGroup>
            <ButtonLink href={here}>{t("silent.again")}</ButtonLink>
            <a href={`/${locale}/cabinet`}>{t("silent.later")}</a>
          </ButtonGroup>
          <p>{t("silent.help")}</p>
        </div>
      </CitizenPage>
    );
  }

  const maxBytes = asked.fields.flatMap((field) => (field.kind === "image" ? [field.maxBytes] : []))[0];
  const errors = await errorTexts(service, maxBytes);
  const applicant = await requireApplicant();
  const iin = iinOf(applicant);
  const door = typeof applicant === "string" ? "sign-in" : "sign-in/organisation";
  const kept = await viewKeptAnswer(iin, id, step);
  const isAnswered = Object.hasOwn(application.state.answers, step);
  const filledIn = kept ?? (isAnswered ? null : await viewWish(iin, id, step));
  const account = await getTranslations("sign-in.kept");
  const complaints = await complaintsAbout(application, step);
  const image = asked.fields.find((field) => field.kind === "image");
  const tooLarge = errors["apply.errors.picture-too-many-bytes"] ?? "";
  return (
    <CitizenPage before={before} keepsAnswer>
      <div className="ui-prose">
        {kept && (
          <NotificationBanner title={account("title")}>
            <p>{account("text")}</p>
          </NotificationBanner>
        )}
        <StepForm
          action={saveStepAction}
          hidden={{ applicationId: id, stepId: step, ...(fromReview ? { goesBack: "review" } : {}) }}
          fields={asked.fields}
          kept={filledIn}
          complaints={
            image && query["too-large"] !== undefined
              ? [{ field: image.name, text: tooLarge }]
              : complaints.map(({ title: text }) => ({ field: asked.fields[0]?.name ?? "", text }))
          }
          title={[title, of("title"), common("portal.name")].join(" — ")}
          texts={{
            errorTitle: ui("errorSummary"),
            errorPrefix: ui("errorPrefix"),
            save: t(fromReview ? "step.saveAndReturn" : "step.save"),
            saving: t("step.saving"),
            reference: t("step.reference"),
            chooseEmpty: ui("select.choose"),
            signIn: { href: `/${locale}/${door}`, text: common("account.signIn") },
            picture: { ...(await pictureTexts()), tooLarge },
            errors,
          }}
        >
          {heading}
          {of.has(`steps.${step}.hint`) && <p className="ui-lead">{of(`steps.${step}.hint`)}</p>}
          <Complaints complaints={complaints} />
          {stage.shows !== undefined && <KnownAlready application={application} checks={stage.shows} />}
          <StepComponent service={service.id} name={stage.component} />
        </StepForm>
        <p className="ui-hint">{t("step.note", { number: application.state.number })}</p>
      </div>
    </CitizenPage>
  );
}
