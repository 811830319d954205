import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PhaseTag } from "@/components/process/application-card";
import { ApplicationProgress } from "@/components/process/application-progress";
import { ApplicationTimeline } from "@/components/process/application-timeline";
import { AccessRefused } from "@/components/process/access-refused";
import { AutoRefresh } from "@/components/process/auto-refresh";
import { CitizenPage } from "@/components/process/citizen-page";
import { Collect } from "@/components/process/collect";
import { Ending } from "@/components/process/ending";
import { Findings } from "@/components/process/findings";
import { IssuedPaperState } from "@/components/process/issued-paper-state";
import { LineValue } from "@/components/process/line-value";
import { PaymentState } from "@/components/process/payment-state";
import { RemindMe } from "@/components/process/remind-me";
import { SealedDocuments } from "@/components/process/sealed-documents";
import { SentBack } from "@/components/process/sent-back";
import { SilentDatabases } from "@/components/process/silent-databases";
import { RefundState } from "@/components/process/refund-state";
import { Signatures } from "@/components/process/signatures";
import { outlookOf } from "@/components/process/standing-of";
import { WhoActs } from "@/components/process/who-acts";
import { BackLink } from "@/components/ui/back-link";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { CopyableNumber } from "@/components/ui/copyable-number";
import { Details } from "@/components/ui/details";
import { Unbroken } from "@/components/ui/unbroken";
import { SummaryList } from "@/components/ui/summary-list";
import { requireApplicant } from "@/lib/main/session";
import { partyOf } from "@/lib/process/applicant";
import { available } from "@/lib/process/available";
import { isSigned } from "@/lib/process/position";
import { readEvents } from "@/lib/use-cases/read-events";
import { documentKindsOf } from "@/lib/use-cases/sealed-documents/own-documents";
import { mayRevoke } from "@/lib/use-cases/sealed-documents/revoke-paper";
import { isShutToOfficers } from "@/lib/use-cases/officer-kinship";
import { signaturesOf, timelineOf } from "@/lib/use-cases/view-application";
import { viewPayments } from "@/lib/use-cases/view-payment";
import { linesOf } from "@/lib/use-cases/words";
import { ownApplication } from "../../../own-application";
import { citizenMetadata } from "../../../page-metadata";

type ApplicationPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: ApplicationPageProps): Promise<Metadata> {
  const { service, state } = await ownApplication((await params).id);
  const t = await getTranslations("cabinet.application");
  const of = await getTranslations(`services.${service.id}`);
  return citizenMetadata(t("title", { number: state.number }), of("title"));
}

/** Where an application stands: who acts, by when, what came before and what comes next. */
export default async function ApplicationPage({ params, searchParams }: ApplicationPageProps) {
  const { id } = await params;
  const application = await ownApplication(id);
  const applicant = await requireApplicant();
  const isPerson = typeof applicant === "string";
  const { service, state, today } = application;
  const locale = await getLocale();
  const t = await getTranslations("cabinet.application");
  const cabinet = await getTranslations("cabinet");
  const organisation = await getTranslations("sign-in.organisationCabinet");
  const ui = await getTranslations("ui.number");
  const of = await getTranslations(`services.${service.id}`);
  const [stored, signatures, payments] = await Promise.all([readEvents(id), signaturesOf(id), viewPayments(id)]);
  const events = timelineOf(stored, applicant);
  const withdrawal = events.findLast(({ type }) => type === "application-withdrawn");
  const documents = documentKindsOf(application, stored);
  const { phase } = outlookOf(application);
  const isShut = phase !== "awaiting-access" && (await isShutToOfficers(id));
  const has = (kind: string) => service.stages.some((stage) => stage.kind === kind);
  // What is not handed over has been done by the portal itself.
  const meaning = phase === "granted" && !has("handover") ? "done" : phase;
  const here = `/${locale}/cabinet/applications/${id}`;
  const canWithdraw = available(service, state, partyOf(applicant), today).some(({ type }) => type === "withdraw");
  const lines = linesOf(service, state, today, locale).filter((line) => line.step !== null);

  return (
    <CitizenPage
      current="cabinet"
      before={
        <BackLink
          href={`/${locale}/${isPerson ? "cabinet" : "organisation"}`}
          text={isPerson ? cabinet("title") : organisation("caption")}
        />
      }
    >
      <header className="ui-prose">
        <span className="ui-caption">{of("title")}</span>
        <h1>
          <Unbroken text={t("title", { number: state.number })} part={state.number} /> <PhaseTag phase={phase} />
        </h1>
        <p className="ui-lead">{t(isShut ? "meaning.awaiting-access" : `meaning.${meaning}`)}</p>
      </header>
      {phase === "waiting-for-database" && <AutoRefresh seconds={5} times={60} />}
      <SentBack application={application} meaning={t("sentBack")} />
      <SilentDatabases application={application} />
      <AccessRefused application={application} />
      {isSigned(service, state) && <ApplicationProgress application={application} />}
      <Collect application={application} />
      <Ending application={application} isByColleague={withdrawal?.actor === "colleague"} />
      <IssuedPaperState application={application} href={here} isRevocable={mayRevoke(applicant)} />
      <RemindMe application={application} />
      {state.outcome === null && !isShut && (
        <section className="ui-prose" aria-labelledby="now">
          <h2 id="now">{cabinet("now.title")}</h2>
          <WhoActs application={application} />
          {phase === "awaiting-payment" && <PaymentState application={application} payments={payments} />}
          {phase === "draft" && (
            <ButtonGroup>
              <ButtonLink href={`/${locale}/apply/${id}`}>{t("resume")}</ButtonLink>
            </ButtonGroup>
          )}
        </section>
      )}
      <RefundState payments={payments} />
      <section className="ui-prose">
        <h2>{t(has("payment") ? "numbers" : "numbersAlone")}</h2>
        <CopyableNumber label={t("number")} value={state.number} texts={{ copy: ui("copy"), copied: ui("copied") }} />
        <Findings application={application} />
        {phase !== "awaiting-payment" && <PaymentState application={application} payments={payments} />}
      </section>
      <SealedDocuments href={here} kinds={documents} failed={(await searchParams)["failed"]} />
      <section className="ui-prose">
        <h2>{t("history")}</h2>
        <ApplicationTimeline application={application} events={events} />
      </section>
      {lines.length > 0 && (
        <section className="ui-prose">
          <h2>{t("answers")}</h2>
          <Details summary={t("showAnswers")}>
            <SummaryList rows={lines.map((line) => ({ key: line.label, value: <LineValue line={line} /> }))} />
          </Details>
        </section>
      )}
      <Signatures signatures={signatures} href={here} />
      <section className="ui-prose">
        <h2>{t("help")}</h2>
        <p>
          <Unbroken text={t("helpText", { number: state.number })} part={state.number} />
        </p>
        {isPerson && (
          <p>
            <a href={`/${locale}/cabinet/access-log`}>{t("accessLog")}</a>
          </p>
        )}
        {canWithdraw && (
          <p>
            <a href={`${here}/withdraw`}>{t("withdraw")}</a>
          </p>
        )}
      </section>
    </CitizenPage>
  );
}
