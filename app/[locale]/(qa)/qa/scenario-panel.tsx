import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { openScenarioAction } from "./actions";
import { Panel, SmallButton, SmallSelect } from "./panel";

/** Stages that the services of today do not have. */
const unreachable = ["awaiting-consent", "awaiting-payment"];

/** The scenario matrix: each row can be opened at any point of it. */
export async function ScenarioPanel() {
  const { listScenarios } = await import("@/lib/use-cases/qa/scenarios");
  const { openingPoints } = await import("@/lib/use-cases/qa/open-scenario");
  const locale = await getLocale();
  const t = await getTranslations("qa.scenarios");
  const points = openingPoints
    .filter((point) => !unreachable.includes(point))
    .map((point) => ({ value: point, label: t(`points.${point}`) }));

  return (
    <Panel id="scenarios" title={t("title")} hint={t("hint")}>
      <div className="qa-scroll">
        <Table
          caption={t("title")}
          captionHidden
          columns={[
            { key: "title", title: t("scenario") },
            { key: "day", title: t("day") },
            { key: "expected", title: t("expected") },
            { key: "open", title: t("open") },
          ]}
          rows={listScenarios(locale).map(({ id, day, expect, title }) => ({
            id,
            cells: {
              title: (
                <>
                  <strong>{title}</strong>
                  <code className="qa-id">{id}</code>
                </>
              ),
              day: <time dateTime={day}>{day}</time>,
              expected: <Expected expect={expect} />,
              open: (
                <form action={openScenarioAction} className="qa-line qa-line--whole">
                  <input type="hidden" name="scenario" value={id} />
                  <SmallSelect id={`point-${id}`} name="point" label={`${t("point")}: ${title}`} options={points} />
                  <SmallButton primary about={title}>
                    {t("open")}
                  </SmallButton>
                </form>
              ),
            },
          }))}
        />
      </div>
    </Panel>
  );
}

/** What comes of it; a refusal by its code, as tests name it. */
async function Expected({ expect }: { expect: string }) {
  const t = await getTranslations("qa.scenarios");
  if (expect === "granted") return <Tag tone="success" text={t("granted")} />;
  return expect === "pending" ? <Tag tone="gold" text={t("pending")} /> : <Tag tone="error" text={expect} />;
}
