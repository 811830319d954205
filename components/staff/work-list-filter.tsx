import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { services } from "@/lib/services";
import { workHolders, workOrders, workStates, type WorkList, type WorkListQuery } from "@/lib/use-cases/view-work-list";

/** What the work list shows, and in which order: a form that only asks. */
export async function WorkListFilter({ query, counts }: { query: WorkListQuery; counts: WorkList["counts"] }) {
  const locale = await getLocale();
  const t = await getTranslations("staff.workList.filters");
  const of = await getTranslations("services");
  const offered = [...new Set(services.map(({ id }) => id))];
  return (
    <search aria-label={t("label")}>
      <form action={`/${locale}/staff`} className="staff-filters">
        <Select
          id="state"
          name="state"
          label={t("state")}
          defaultValue={query.state}
          options={workStates.map((value) => ({ value, label: t(`states.${value}`, { count: counts[value] }) }))}
        />
        <Select
          id="holder"
          name="holder"
          label={t("whose")}
          defaultValue={query.holder}
          options={workHolders.map((value) => ({ value, label: t(`holders.${value}`) }))}
        />
        <Select
          id="service"
          name="service"
          label={t("service")}
          defaultValue={query.service ?? ""}
          emptyLabel={t("anyService")}
          options={offered.map((value) => ({ value, label: of(`${value}.title`) }))}
        />
        <Select
          id="sort"
          name="sort"
          label={t("sort")}
          defaultValue={query.sort}
          options={workOrders.map((value) => ({ value, label: t(`orders.${value}`) }))}
        />
        <Button variant="secondary">{t("show")}</Button>
      </form>
    </search>
  );
}
