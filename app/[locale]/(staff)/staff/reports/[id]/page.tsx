import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { StaffPage } from "@/components/shell/staff-page";
import { ReportForm } from "@/components/staff/report-form";
import { BackLink } from "@/components/ui/back-link";
import { InsetText } from "@/components/ui/inset-text";
import { SummaryList } from "@/components/ui/summary-list";
import { Unbroken } from "@/components/ui/unbroken";
import { WarningText } from "@/components/ui/warning-text";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import { requireStaff } from "@/lib/main/session";
import { viewReport, type OfficersReport } from "@/lib/use-cases/dwellings/officers-reports";
import { reportOutcomes } from "@/lib/use-cases/dwellings/report-stranger";
import { missing } from "../../../../missing";
import { dealWithReportAction } from "../actions";

type ReportPageProps = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("staff.reports");
  const common = await getTranslations("common");
  return { title: `${t("one")} — ${common("portal.name")}` };
}

/** One report: who has reported whom, where and when, and what has been done about it. */
export default async function ReportPage({ params }: ReportPageProps) {
  const officer = await requireStaff();
  const { id } = await params;
  const report = await viewReport(id, officer);
  if (!report) return missing();
  const locale = await getLocale();
  const t = await getTranslations("staff.reports");
  const { number } = report;
  const title = t("oneNumber", { number });
  const ui = await getTranslations("ui");
  if (report.kind !== "open") {
    return (
      <StaffPage before={<BackLink href={`/${locale}/staff/reports`} text={t("title")} />}>
        <h1>
          <Unbroken text={title} part={number} />
        </h1>
        <WarningText prefix={ui("warning")}>{t(`errors.${report.kind}`)}</WarningText>
      </StaffPage>
    );
  }
  const { answer } = report;
  return (
    <StaffPage before={<BackLink href={`/${locale}/staff/reports`} text={t("title")} />}>
      <div className="ui-prose">
        <h1>
          <Unbroken text={title} part={number} />
        </h1>
        <p className="ui-lead">{t("oneLead")}</p>
        <SummaryList rows={await rowsOf(report)} />
        {answer ? (
          <InsetText>
            <strong>{t(`outcomes.${answer.outcome}`)}</strong>, {formatDateTime(locale, answer.at)}
            <br />
            {answer.comment}
          </InsetText>
        ) : (
          <>
            <h2>{t("deal")}</h2>
            <p>{t("dealHint")}</p>
            <ReportForm
              action={dealWithReportAction}
              report={id}
              texts={{
                outcome: t("outcome"),
                outcomes: reportOutcomes.map((value) => ({
                  value,
                  label: t(`outcomes.${value}`),
                  hint: t(`outcomeHints.${value}`),
                })),
                comment: t("comment"),
                commentHint: t("commentHint"),
                submit: t("submit"),
                errors: await formErrorTexts(title, "staff.reports.errors", "staff.errors"),
              }}
            />
          </>
        )}
      </div>
    </StaffPage>
  );
}

async function rowsOf({ owner, person, rka, region, at, content }: OfficersReport) {
  const locale = await getLocale();
  const t = await getTranslations("staff.reports");
  const residents = await getTranslations("dwellings.residents");
  const process = await getTranslations("process");
  const named = (name: string | undefined, iin: string) => t("named", { name: name ?? "", iin }).replace(/^, /, "");
  const begun = content === null ? "" : formatDate(locale, content.from);
  const registration =
    content?.to == null
      ? residents("permanent", { from: begun })
      : residents("temporary", { from: begun, to: formatDate(locale, content.to) });
  return [
    { key: t("rows.owner"), value: named(content?.owner, owner) },
    { key: t("rows.person"), value: named(content?.person, person) },
    ...(content === null
      ? []
      : [
          { key: t("rows.address"), value: locale === "kk" ? content.address.kk : content.address.ru },
          { key: t("rows.registration"), value: registration },
        ]),
    { key: t("rows.rka"), value: rka },
    {
      key: t("columns.region"),
      value: region !== null && process.has(`regions.${region}`) ? process(`regions.${region}`) : t("anyRegion"),
    },
    { key: t("columns.at"), value: formatDateTime(locale, at) },
  ];
}
