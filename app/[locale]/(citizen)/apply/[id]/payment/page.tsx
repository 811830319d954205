import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CitizenPage } from "@/components/process/citizen-page";
import { pathOf, placeOf } from "@/components/process/place";
import { BackLink } from "@/components/ui/back-link";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { SummaryList } from "@/components/ui/summary-list";
import { WarningText } from "@/components/ui/warning-text";
import { formatDate, formatTenge } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import { tenge } from "@/lib/kernel/tenge";
import { currentStage } from "@/lib/process/position";
import { ownApplication } from "../../../own-application";
import { citizenMetadata } from "../../../page-metadata";
import { payAction } from "./actions";

type PaymentPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata({ params }: PaymentPageProps): Promise<Metadata> {
  const { service } = await ownApplication((await params).id);
  const t = await getTranslations("payments.page");
  const of = await getTranslations(`services.${service.id}`);
  return citizenMetadata(t("title"), of("title"));
}

/** What is to be paid, what for, until when and by which law; one button leads to the payment provider. */
export default async function PaymentPage({ params, searchParams }: PaymentPageProps) {
  const { id } = await params;
  const application = await ownApplication(id);
  const { service, state, today } = application;
  const locale = await getLocale();
  const stage = currentStage(service, state, today);
  const at = stage?.kind === "payment" ? state.stages[stage.id] : undefined;
  if (!stage || at?.status !== "open" || at.tenge === null || at.dueAt === null) {
    return redirect(`/${locale}${pathOf(placeOf(application), id)}`);
  }
  const t = await getTranslations("payments.page");
  const of = await getTranslations(`services.${service.id}`);
  const isSilent = "silent" in (await searchParams);
  const amount = formatTenge(locale, tenge(at.tenge));
  const rows = [
    { key: t("what"), value: of(`payments.${stage.id}.what`) },
    { key: t("amount"), value: <strong className="ui-amount">{amount}</strong> },
    { key: t("until"), value: formatDate(locale, localDateOf(new Date(at.dueAt))) },
    { key: t("number"), value: state.number },
    { key: t("law"), value: of(`payments.${stage.id}.law`) },
  ];
  const back = `/${locale}/cabinet/applications/${id}`;
  return (
    <CitizenPage before={<BackLink href={back} text={t("later")} />}>
      <div className="ui-prose">
        <header>
          <span className="ui-caption">{of("title")}</span>
          <h1>{t("title")}</h1>
        </header>
        {isSilent && (
          <NotificationBanner title={t("notice")} kind="warning" id="silent">
            <p>{t("silent")}</p>
          </NotificationBanner>
        )}
        <p className="ui-lead">{t("lead")}</p>
        <SummaryList rows={rows} />
        <WarningText prefix={t("important")}>{t("lapses")}</WarningText>
        <form action={payAction}>
          <input type="hidden" name="applicationId" value={id} />
          <p>{t("how")}</p>
          <ButtonGroup>
            <Button>{t("pay", { amount })}</Button>
          </ButtonGroup>
        </form>
      </div>
    </CitizenPage>
  );
}
