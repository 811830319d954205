import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { AutoRefresh } from "@/components/process/auto-refresh";
import { CitizenPage } from "@/components/process/citizen-page";
import { Findings } from "@/components/process/findings";
import { PaymentState } from "@/components/process/payment-state";
import { pathOf, placeOf } from "@/components/process/place";
import { PrintButton } from "@/components/process/print-button";
import { ReasonText } from "@/components/process/reason-text";
import { RefusalHelp } from "@/components/process/refusal-help";
import { SealedDocuments } from "@/components/process/sealed-documents";
import { WhoActs } from "@/components/process/who-acts";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { CopyableNumber } from "@/components/ui/copyable-number";
import { Panel } from "@/components/ui/panel";
import { isSigned, phaseOf } from "@/lib/process/position";
import { readEvents } from "@/lib/use-cases/read-events";
import { documentKindsOf } from "@/lib/use-cases/sealed-documents/own-documents";
import type { OwnApplication } from "@/lib/use-cases/view-application";
import { viewPayments } from "@/lib/use-cases/view-payment";
import { ownApplication } from "../../../own-application";
import { citizenMetadata } from "../../../page-metadata";

type DonePageProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: DonePageProps): Promise<Metadata> {
  const { service, state } = await ownApplication((await params).id);
  const t = await getTranslations("apply.done");
  const of = await getTranslations(`services.${service.id}`);
  return citizenMetadata(isSubmitted(service, state) ? of("done.title") : t("notSubmitted"), of("title"));
}

/** Signed, and not refused by the database that registers it. */
function isSubmitted(service: OwnApplication["service"], state: OwnApplication["state"]): boolean {
  return isSigned(service, state) && state.outcome?.kind !== "refused";
}

export default async function DonePage({ params }: DonePageProps) {
  const { id } = await params;
  const application = await ownApplication(id);
  const { service, state, today } = application;
  const locale = await getLocale();
  const { outcome } = state;
  if (!isSigned(service, state) && outcome?.kind !== "refused") {
    return redirect(`/${locale}${pathOf(placeOf(application), id)}`);
  }
  // What has ended otherwise is told whole in the cabinet.
  if (outcome && outcome.kind !== "refused") return redirect(`/${locale}/cabinet/applications/${id}`);
  const t = await getTranslations("apply.done");
  const ui = await getTranslations("ui.number");
  const common = await getTranslations("common.actions");
  const of = await getTranslations(`services.${service.id}`);

  if (!isSubmitted(service, state) && outcome) {
    return (
      <CitizenPage>
        <div className="ui-prose">
          <header>
            <span className="ui-caption">{of("title")}</span>
            <h1>{t("notSubmitted")}</h1>
          </header>
          <p className="ui-lead">{t(isSigned(service, state) ? "refusedAfter" : "refusedBefore")}</p>
          <ReasonText service={service} reason={outcome.reason ?? ""} params={outcome.params} />
          <RefusalHelp service={service} state={state} />
        </div>
      </CitizenPage>
    );
  }
  const phase = phaseOf(service, state, today);
  return (
    <CitizenPage>
      <div className="ui-prose">
        <Panel title={of("done.title")}>
          <CopyableNumber label={t("number")} value={state.number} texts={{ copy: ui("copy"), copied: ui("copied") }} />
        </Panel>
        <WhoActs application={application} />
        <Findings application={application} />
        <PaymentState application={application} payments={await viewPayments(id)} />
        {(phase === "waiting-for-database" || phase === "in-review") && (
          <>
            <h2>{t("next")}</h2>
            <p>{of("done.next")}</p>
          </>
        )}
        <p>{t("keep")}</p>
        <ButtonGroup>
          <ButtonLink href={`/${locale}/cabinet/applications/${id}`}>{t("follow")}</ButtonLink>
          <PrintButton text={common("print")} />
        </ButtonGroup>
        <SealedDocuments
          href={`/${locale}/cabinet/applications/${id}`}
          kinds={documentKindsOf(application, await readEvents(id))}
        />
        {phase === "waiting-for-database" && <AutoRefresh seconds={2} times={30} />}
      </div>
    </CitizenPage>
  );
}
