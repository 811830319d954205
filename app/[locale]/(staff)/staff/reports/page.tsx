import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { StaffPage } from "@/components/shell/staff-page";
import { BackLink } from "@/components/ui/back-link";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { Pagination } from "@/components/ui/pagination";
import { Table } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import { requireStaff } from "@/lib/main/session";
import { seesReports, viewReports, type ListedReport } from "@/lib/use-cases/dwellings/officers-reports";
import { missing } from "../../../missing";

type ReportsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("staff.reports");
  const common = await getTranslations("common");
  return { title: `${t("title")} — ${common("portal.name")}` };
}

/** What owners have reported: that they do not know somebody who is registered at their dwelling. Nobody is named here. */
export default async function ReportsPage({ searchParams }: ReportsPageProps) {
  const officer = await requireStaff();
  if (!seesReports(officer)) return missing();
  const given = await searchParams;
  const asked = given["page"] ?? "1";
  const page = typeof asked === "string" && /^[1-9][0-9]{0,2}$/.test(asked) ? Number(asked) : await missing();
  const { reports, waiting, pages } = await viewReports(officer, page);
  if (page > pages) return missing();
  const locale = await getLocale();
  const t = await getTranslations("staff.reports");
  const ui = await getTranslations("ui");
  const process = await getTranslations("process");
  const here = `/${locale}/staff/reports`;
  const region = (code: string | null) =>
    code !== null && process.has(`regions.${code}`) ? process(`regions.${code}`) : t("anyRegion");
  return (
    <StaffPage before={<BackLink href={`/${locale}/staff`} text={t("back")} />}>
      {given["done"] === "yes" && (
        <NotificationBanner kind="success" title={ui("done")}>
          <p>{t("done")}</p>
        </NotificationBanner>
      )}
      <h1>{t("title")}</h1>
      <p className="ui-lead">{t("lead")}</p>
      {reports.length === 0 ? (
        <p>{t("empty")}</p>
      ) : (
        <>
          <p className="ui-hint">{t("waiting", { count: waiting })}</p>
          <Table
            caption={t("title")}
            captionHidden
            columns={(["number", "at", "region", "state"] as const).map((key) => ({ key, title: t(`columns.${key}`) }))}
            rows={reports.map((report) => ({
              id: report.id,
              cells: {
                number: (
                  <a className="whitespace-nowrap" href={`${here}/${report.id}`}>
                    {report.number}
                  </a>
                ),
                at: <time dateTime={report.at.toISOString()}>{formatDateTime(locale, report.at)}</time>,
                region: region(report.region),
                state: <Standing report={report} />,
              },
            }))}
          />
        </>
      )}
      {pages > 1 && (
        <Pagination
          label={ui("pages.label")}
          position={ui("pages.position", { page, total: pages })}
          previous={page > 1 ? { href: `${here}?page=${String(page - 1)}`, text: ui("pages.previous") } : undefined}
          next={page < pages ? { href: `${here}?page=${String(page + 1)}`, text: ui("pages.next") } : undefined}
        />
      )}
    </StaffPage>
  );
}

async function Standing({ report: { answer } }: { report: ListedReport }) {
  const locale = await getLocale();
  const t = await getTranslations("staff.reports");
  if (!answer) return <Tag tone="warning" text={t("open")} />;
  return (
    <>
      <Tag tone="neutral" text={t(`outcomes.${answer.outcome}`)} />
      <p className="ui-hint">{formatDate(locale, localDateOf(answer.at))}</p>
    </>
  );
}
