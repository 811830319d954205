import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { StaffPage } from "@/components/shell/staff-page";
import { TermsChart } from "@/components/staff/terms-chart";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { Pagination } from "@/components/ui/pagination";
import { Table } from "@/components/ui/table";
import { Tag, type TagTone } from "@/components/ui/tag";
import { formatDateTime } from "@/lib/i18n/format";
import { daysBetween, localDateOf } from "@/lib/kernel/local-date";
import { requireStaff } from "@/lib/main/session";
import { viewWorkList, workListFilters, type WorkItem, type WorkListFilter } from "@/lib/use-cases/view-work-list";

type WorkListPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("staff");
  const common = await getTranslations("common");
  return { title: `${t("workList.title")} — ${common("portal.name")}` };
}

const claimTones: Record<WorkItem["claim"], TagTone> = { mine: "info", another: "neutral", free: "success" };

export default async function WorkListPage({ searchParams }: WorkListPageProps) {
  const officer = await requireStaff();
  const query = await searchParams;
  const filter: WorkListFilter = workListFilters.find((one) => one === query["filter"]) ?? "all";
  const page = Math.max(1, Math.trunc(Number(query["page"])) || 1);
  const [locale, t, ui, all] = await Promise.all([
    getLocale(),
    getTranslations("staff"),
    getTranslations("ui"),
    getTranslations(),
  ]);
  const list = await viewWorkList(officer, filter, page);
  const href = (to: number) => `/${locale}/staff?filter=${filter}&page=${String(to)}`;
  const decided = typeof query["done"] === "string" && /^[0-9-]{1,20}$/.test(query["done"]) ? query["done"] : null;

  return (
    <StaffPage>
      {decided !== null && (
        <NotificationBanner kind="success" title={ui("done")}>
          <p>{t("workList.done", { number: decided })}</p>
        </NotificationBanner>
      )}
      <h1>{t("workList.title")}</h1>
      <p className="ui-lead">{t("workList.lead")}</p>
      <TermsChart
        title={t("workList.chart.title")}
        bars={(["overdue", "today", "tomorrow", "later"] as const).map((id) => ({
          id,
          label: t(`workList.chart.${id}`),
          count: list.terms[id],
          countText: t("workList.chart.count", { count: list.terms[id] }),
          isLate: id === "overdue",
        }))}
      />
      <nav aria-label={t("workList.filters.label")} className="staff-filters">
        <ul>
          {workListFilters.map((one) => (
            <li key={one}>
              <a href={`/${locale}/staff?filter=${one}`} aria-current={one === filter ? "page" : undefined}>
                {t(`workList.filters.${one}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {list.items.length === 0 ? (
        <p>{t(filter === "all" ? "workList.empty" : "workList.emptyFilter")}</p>
      ) : (
        <Table
          caption={t("workList.caption")}
          captionHidden
          columns={(["number", "stage", "due", "claim"] as const).map((key) => ({ key, title: t(`workList.${key}`) }))}
          rows={list.items.map((item) => ({
            id: item.id,
            cells: {
              number: <a href={`/${locale}/staff/tasks/${item.id}`}>{item.number}</a>,
              stage: (
                <>
                  {all(`services.${item.service}.stages.${item.stage}`)}
                  <br />
                  <span className="ui-hint">{all(`services.${item.service}.title`)}</span>
                </>
              ),
              due: (
                <>
                  <DueTag item={item} now={list.now} />
                  <br />
                  <time dateTime={item.dueAt.toISOString()} className="ui-hint">
                    {formatDateTime(locale, item.dueAt)}
                  </time>
                </>
              ),
              claim: <Tag tone={claimTones[item.claim]} text={t(`workList.claims.${item.claim}`)} />,
            },
          }))}
        />
      )}
      {list.pages > 1 && (
        <Pagination
          label={ui("pages.label")}
          previous={page > 1 ? { href: href(page - 1), text: ui("pages.previous") } : undefined}
          next={page < list.pages ? { href: href(page + 1), text: ui("pages.next") } : undefined}
          position={ui("pages.position", { page, total: list.pages })}
        />
      )}
    </StaffPage>
  );
}

async function DueTag({ item, now }: { item: WorkItem; now: Date }) {
  const t = await getTranslations("staff.workList.terms");
  if (item.dueAt < now) return <Tag tone="error" text={t("overdue")} />;
  const days = daysBetween(localDateOf(now), localDateOf(item.dueAt));
  if (days === 0) return <Tag tone="warning" text={t("today")} />;
  return <Tag tone="info" text={t("soon", { days })} />;
}
