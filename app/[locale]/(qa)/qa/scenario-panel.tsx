import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { formatDate } from "@/lib/i18n/format";
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
  const services = await getTranslations("services");
  const points = openingPoints
    .filter((point) => !unreachable.includes(point))
    .map((point) => ({ value: point, label: t(`points.${point}`) }));

  return (
    <Panel id="scenarios" title={t("title")} hint={t("hint")}>
      <Table
        caption={t("title")}
        captionHidden
        columns={[
          { key: "title", title: t("scenario") },
          { key: "day", title: t("day") },
          { key: "expected", title: t("expected") },
          { key: "open", title: t("open") },
        ]}
        rows={listScenarios(locale).map(({ id, service, day, expect, title }) => ({
          id,
          cells: {
            title: (
              <>
                <strong>{title}</strong>
                <code className="qa-id">{id}</code>
              </>
            ),
            day: <span className="qa-nowrap">{formatDate(locale, day)}</span>,
            expected: <Expected expect={expect} words={wordsFor(service, expect)} />,
            open: (
              <form action={openScenarioAction} className="qa-line">
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
    </Panel>
  );

  function wordsFor(service: string, expect: string): string {
    if (expect === "granted" || expect === "pending") return t(expect);
    const keys = [`${service}.reasons.${expect}.title`, `${service}.annulments.${expect}.title`];
    const key = keys.find((one) => services.has(one));
    return key === undefined ? expect : services(key);
  }
}

function Expected({ expect, words }: { expect: string; words: string }) {
  const tone = expect === "granted" ? "success" : expect === "pending" ? "gold" : "error";
  return <Tag tone={tone} text={words} />;
}
