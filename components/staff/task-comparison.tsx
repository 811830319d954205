import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { formatDate } from "@/lib/i18n/format";
import { localDateSchema } from "@/lib/kernel/local-date";
import { situationOf } from "@/lib/process/position";
import type { Printed } from "@/lib/process/resulting-paper";
import { taskStage } from "@/lib/use-cases/task-access";
import type { OpenedTask } from "@/lib/use-cases/view-task";

/** What two state databases held when the application was submitted, side by side. */
export async function TaskComparison({ opened }: { opened: OpenedTask }) {
  const compares = taskStage(opened)?.compares;
  if (!compares) return null;
  const { application, task, today } = opened;
  const locale = await getLocale();
  const t = await getTranslations("staff.compare");
  const database = await getTranslations("process.databases");
  const of = await getTranslations(`services.${application.service.id}.tasks.${task.stage}.compares`);
  const [first, second] = compares.databases;
  const inWords = (value: Printed | null) => {
    if (value === null) return t("nothing");
    const text = locale === "ru" ? value.ru : value.kk;
    const day = localDateSchema.safeParse(text);
    return day.success ? formatDate(locale, day.data) : text;
  };
  return (
    <section aria-labelledby="comparison">
      <h2 id="comparison">{t("title")}</h2>
      <Table
        caption={t("title")}
        captionHidden
        columns={[
          { key: "what", title: t("what") },
          { key: "first", title: database(first) },
          { key: "second", title: database(second) },
          { key: "same", title: t("difference") },
        ]}
        rows={compares.rows(situationOf(application.state, today)).map(({ name, values: [one, other] }) => {
          const isSame = one?.kk === other?.kk;
          return {
            id: name,
            cells: {
              what: of(name),
              first: inWords(one),
              second: inWords(other),
              same: (
                <Tag tone={isSame ? "success" : "warning"} text={isSame ? `= ${t("same")}` : `≠ ${t("differs")}`} />
              ),
            },
          };
        })}
      />
    </section>
  );
}
