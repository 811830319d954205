import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { formatDate } from "@/lib/i18n/format";
import type { OpeningPoint } from "@/lib/use-cases/qa/open-scenario";
import { openScenarioAction } from "./actions";
import { Panel, SmallButton } from "./panel";

/**
 * The scenario matrix, a service at a time: all rows together would be two megabytes. Each row opens with one press where its point shows,
 * or at another point of its way. `asked`: the service that the address names; the first where it names none.
 */
export async function ScenarioPanel({ asked }: { asked: string }) {
  const { listScenarios, findScenario } = await import("@/lib/use-cases/qa/scenarios");
  const { pointOf, pointsOf } = await import("@/lib/use-cases/qa/open-scenario");
  const locale = await getLocale();
  const t = await getTranslations("qa.scenarios");
  const of = await getTranslations("services");
  const all = listScenarios(locale);
  const services = [...new Set(all.map(({ service }) => service))];
  const chosen = services.find((id) => id === asked) ?? services[0];
  const rowsOf = (id: string | undefined) => all.filter(({ service }) => service === id);

  return (
    <Panel id="scenarios" title={t("title")} hint={t("hint")}>
      <nav aria-label={t("services")} className="qa-services">
        <ul>
          {services.map((id) => (
            <li key={id}>
              <a href={`?service=${id}#scenarios`} aria-current={id === chosen ? "true" : undefined}>
                {t("ofService", { service: of(`${id}.title`), count: rowsOf(id).length })}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="qa-scroll qa-scroll--tall">
        <Table
          caption={t("title")}
          captionHidden
          columns={[
            { key: "title", title: t("scenario") },
            { key: "expected", title: t("expected") },
            { key: "open", title: t("open") },
          ]}
          rows={rowsOf(chosen).flatMap(({ id, day, expect, title }) => {
            const found = findScenario(id);
            if (!found) return [];
            const interest = pointOf(found.service, found.example);
            const others = pointsOf(found.service, found.example).filter((point) => point !== interest);
            return [
              {
                id,
                cells: {
                  title: (
                    <>
                      <strong>{title}</strong>
                      <code className="qa-id">{id}</code>
                      <time className="qa-note" dateTime={day}>
                        {formatDate(locale, day)}
                      </time>
                    </>
                  ),
                  expected: <Expected expect={expect} />,
                  open: (
                    <form action={openScenarioAction} className="qa-points">
                      <input type="hidden" name="scenario" value={id} />
                      <SmallButton primary name="point" value="interest" about={title}>
                        {t(`points.${interest}`)}
                      </SmallButton>
                      <OtherPoints points={others} title={title} />
                    </form>
                  ),
                },
              },
            ];
          })}
        />
      </div>
    </Panel>
  );
}

/** The other points, folded away until they are wanted. */
async function OtherPoints({ points, title }: { points: readonly OpeningPoint[]; title: string }) {
  const t = await getTranslations("qa.scenarios");
  return (
    <details className="qa-points__more">
      <summary>
        {t("elsewhere")}
        <span className="ui-visually-hidden"> — {title}</span>
      </summary>
      <div>
        {points.map((point) => (
          <SmallButton key={point} name="point" value={point} about={title}>
            {t(`points.${point}`)}
          </SmallButton>
        ))}
      </div>
    </details>
  );
}

/** What comes of it; a refusal by its code, as tests name it. */
async function Expected({ expect }: { expect: string }) {
  const t = await getTranslations("qa.scenarios");
  if (expect === "granted") return <Tag tone="success" text={t("granted")} />;
  return expect === "pending" ? <Tag tone="gold" text={t("pending")} /> : <Tag tone="error" text={expect} />;
}
