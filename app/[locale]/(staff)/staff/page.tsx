import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { StaffPage } from "@/components/shell/staff-page";
import { durationInWords, TermBar } from "@/components/staff/term";
import { TimelinessChart } from "@/components/staff/timeliness-chart";
import { WorkListFilter } from "@/components/staff/work-list-filter";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { Pagination } from "@/components/ui/pagination";
import { Table } from "@/components/ui/table";
import { Tag, type TagTone } from "@/components/ui/tag";
import { formatDateTime } from "@/lib/i18n/format";
import { daysBetween, localDateOf } from "@/lib/kernel/local-date";
import { requireStaff } from "@/lib/main/session";
import { spentOf } from "@/lib/process/term";
import { services } from "@/lib/services";
import { countWaitingReports, seesReports } from "@/lib/use-cases/dwellings/officers-reports";
import { timelinessSpans, viewTimeliness } from "@/lib/use-cases/view-timeliness";
import {
  viewWorkList,
  workHolders,
  workOrders,
  workStates,
  type WorkItem,
  type WorkListQuery,
} from "@/lib/use-cases/view-work-list";

type WorkListPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("staff");
  const common = await getTranslations("common");
  return { title: `${t("workList.title")} — ${common("portal.name")}` };
}

const claimTones: Record<WorkItem["claim"], TagTone> = { mine: "info", another: "neutral", free: "success" };

export default async function WorkListPage({ searchParams }: WorkListPageProps) {
  const officer = await requireStaff();
  const given = await searchParams;
  const query = queryOf(given);
  const span = timelinessSpans.find((one) => String(one) === given["days"]) ?? 14;
  const [locale, t, ui, all] = await Promise.all([
    getLocale(),
    getTranslations("staff"),
    getTranslations("ui"),
    getTranslations(),
  ]);
  const [list, days] = await Promise.all([viewWorkList(officer, query), viewTimeliness(officer, span)]);
  const hrefTo = (to: { readonly page?: number; readonly days?: number }) => {
    const { service, state, holder, sort, page } = query;
    const asked = {
      state,
      holder,
      sort,
      service: service ?? "",
      page: String(to.page ?? page),
      days: String(to.days ?? span),
    };
    return `/${locale}/staff?${new URLSearchParams(asked).toString()}`;
  };
  const decided = typeof given["done"] === "string" && /^[0-9-]{1,20}$/.test(given["done"]) ? given["done"] : null;
  const isFiltered = query.state !== "all" || query.holder !== "all" || query.service !== null;

  return (
    <StaffPage>
      {decided !== null && (
        <NotificationBanner kind="success" title={ui("done")}>
          <p>{t("workList.done", { number: decided })}</p>
        </NotificationBanner>
      )}
      <h1>{t("workList.title")}</h1>
      <p className="ui-lead">{t("workList.lead")}</p>
      {seesReports(officer) && (
        <p>
          <a href={`/${locale}/staff/reports`}>{t("reports.link", { count: await countWaitingReports(officer) })}</a>
        </p>
      )}
      <WorkListFilter query={query} counts={list.counts} />
      {isFiltered && list.total > 0 && <p className="ui-hint">{t("workList.filters.found", { count: list.total })}</p>}
      {list.items.length === 0 ? (
        <p>{t(isFiltered ? "workList.emptyFilter" : "workList.empty")}</p>
      ) : (
        <Table
          caption={t("workList.caption")}
          captionHidden
          columns={(["number", "stage", "due", "claim"] as const).map((key) => ({ key, title: t(`workList.${key}`) }))}
          rows={list.items.map((item) => ({
            id: item.id,
            cells: {
              number: (
                <span className="whitespace-nowrap">
                  {item.isRelative ? item.number : <a href={`/${locale}/staff/tasks/${item.id}`}>{item.number}</a>}
                </span>
              ),
              stage: (
                <>
                  {all(`services.${item.service}.stages.${item.stage}`)}
                  <br />
                  <span className="ui-hint">{all(`services.${item.service}.title`)}</span>
                </>
              ),
              due: <Due item={item} now={list.now} />,
              claim: item.isRelative ? (
                t("workList.relative")
              ) : (
                <Tag tone={claimTones[item.claim]} text={t(`workList.claims.${item.claim}`)} />
              ),
            },
          }))}
        />
      )}
      {list.pages > 1 && (
        <Pagination
          label={ui("pages.label")}
          previous={query.page > 1 ? { href: hrefTo({ page: query.page - 1 }), text: ui("pages.previous") } : undefined}
          next={
            query.page < list.pages ? { href: hrefTo({ page: query.page + 1 }), text: ui("pages.next") } : undefined
          }
          position={ui("pages.position", { page: query.page, total: list.pages })}
        />
      )}
      <TimelinessChart days={days} hrefOf={(wanted) => `${hrefTo({ days: wanted })}#timeliness`} />
    </StaffPage>
  );
}

/** When a task is due and how much of its term has passed; a result that waits for its owner has no term. */
async function Due({ item, now }: { item: WorkItem; now: Date }) {
  const locale = await getLocale();
  const t = await getTranslations("staff.workList");
  const { openedAt, dueAt, isHandover } = item;
  if (isHandover) {
    const isLate = dueAt < now;
    const passed = await durationInWords(now.getTime() - openedAt.getTime());
    return (
      <>
        <Tag tone={isLate ? "warning" : "neutral"} text={t(isLate ? "terms.uncollected" : "terms.waits")} />
        <p className="ui-hint">{t("waited", { passed })}</p>
      </>
    );
  }
  const { percent, left } = spentOf(item.term, openedAt, dueAt, now);
  return (
    <div className="staff-due">
      <DueTag dueAt={dueAt} now={now} left={item.term && "receptionMinutes" in item.term ? left : null} />
      <TermBar percent={percent} />
      <p className="ui-hint">
        <time dateTime={dueAt.toISOString()}>{formatDateTime(locale, dueAt)}</time>
        {percent <= 100 && `, ${t("elapsed", { percent: String(percent) })}`}
      </p>
    </div>
  );
}

/** `left`: what is left of a term in minutes; null where it is in days. */
async function DueTag({ dueAt, now, left }: { dueAt: Date; now: Date; left: number | null }) {
  const t = await getTranslations("staff.workList.terms");
  if (dueAt < now) return <Tag tone="error" text={t("overdue")} />;
  if (left !== null) return <Tag tone="warning" text={t("left", { left: await durationInWords(left) })} />;
  const days = daysBetween(localDateOf(now), localDateOf(dueAt));
  if (days === 0) return <Tag tone="warning" text={t("today")} />;
  return <Tag tone="info" text={t("soon", { days })} />;
}

function queryOf(given: Readonly<Record<string, string | string[] | undefined>>): WorkListQuery {
  const oneOf = <T extends string>(values: readonly [T, ...T[]], name: string): T =>
    values.find((value) => value === given[name]) ?? values[0];
  return {
    service: services.find(({ id }) => id === given["service"])?.id ?? null,
    state: oneOf(workStates, "state"),
    holder: oneOf(workHolders, "holder"),
    sort: oneOf(workOrders, "sort"),
    page: Math.min(100_000, Math.max(1, Math.trunc(Number(given["page"])) || 1)),
  };
}
