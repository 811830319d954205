import { getLocale, getTranslations } from "next-intl/server";
import { CheckList, type CheckItem } from "@/components/ui/check-list";
import { Details } from "@/components/ui/details";
import { SummaryList } from "@/components/ui/summary-list";
import { Tag } from "@/components/ui/tag";
import { Timeline } from "@/components/ui/timeline";
import { formatDateTime } from "@/lib/i18n/format";
import { linesOf, readable } from "@/lib/use-cases/words";
import type { OpenedTask } from "@/lib/use-cases/view-task";

/** All that an officer decides by: answers, pictures, checks, signatures, history. */
export async function TaskEvidence({ opened }: { opened: OpenedTask }) {
  const locale = await getLocale();
  const t = await getTranslations("staff.task");
  const { service, state } = opened.application;
  const lines = linesOf(service, state, opened.today, locale);
  const rows = lines.filter((line) => line.picture === null).map(({ label, text }) => ({ key: label, value: text }));
  const pictures = lines.flatMap(({ picture, label }) => (picture === null ? [] : [{ picture, label }]));

  return (
    <>
      {pictures.length > 0 && (
        <section aria-labelledby="pictures">
          <h2 id="pictures">{t("pictures")}</h2>
          <div className="staff-pictures">
            {pictures.map(({ picture, label }) => (
              <figure key={picture}>
                {/* Served by the portal to this officer alone; never through an image cache. */}
                <img src={`/api/attachments/${picture}`} alt={label} />
                <figcaption>{label}</figcaption>
              </figure>
            ))}
          </div>
        </section>
      )}
      <SummaryList title={t("answers")} rows={rows} />
      <Signatures opened={opened} />
      <Checks opened={opened} />
      <History opened={opened} />
    </>
  );
}

/** A clause as officers cite it: our short name of the act gives way to the act's own. */
function clauseIn(clause: string, act: string): string {
  return clause.replace(/^S\d+ /, `${act}, `);
}

async function Checks({ opened }: { opened: OpenedTask }) {
  const locale = await getLocale();
  const t = await getTranslations("staff.task");
  const ui = await getTranslations("ui.checks");
  const { service, state } = opened.application;
  const of = await getTranslations(`services.${service.id}`);
  const process = await getTranslations("process");
  const items = service.stages.flatMap((stage): CheckItem[] => {
    const result = state.stages[stage.id];
    if (stage.kind !== "check" || result?.status !== "done") return [];
    const databases = [...new Set(stage.uses.map((name) => service.reads[name]?.database ?? name))];
    const source = databases.map((database) => process(`databases.${database}`)).join(", ");
    const time = formatDateTime(locale, new Date(result.at));
    const passed = `checks.${stage.id}.passed`;
    return [
      {
        id: `check-${stage.id}`,
        state: "passed",
        title: of(`checks.${stage.id}.title`),
        stateText: ui("passed"),
        source: [source, time, clauseIn(stage.clause, of("start.act"))].filter(Boolean).join(" · "),
        ...(of.has(passed) ? { children: <p>{of(passed, readable(locale, state.evidence[stage.id] ?? {}))}</p> } : {}),
      },
    ];
  });
  return (
    <Details summary={t("checksPassed", { count: items.length })}>
      <CheckList items={items} label={t("checks")} />
    </Details>
  );
}

async function Signatures({ opened }: { opened: OpenedTask }) {
  const locale = await getLocale();
  const t = await getTranslations("staff.task");
  if (opened.signatures.length === 0) return null;
  return (
    <section aria-labelledby="signatures">
      <h2 id="signatures">{t("signatures")}</h2>
      {opened.signatures.map((signature) => (
        <div key={signature.id} className="ui-inset">
          <p>
            {t("signer", { name: signature.name, iin: signature.signer })} ·{" "}
            {formatDateTime(locale, signature.signedAt)}
            <br />
            {t("certificate", {
              serial: signature.serial,
              date: formatDateTime(locale, new Date(signature.notAfter)),
            })}
          </p>
          <Tag tone={signature.isValid ? "success" : "error"} text={t(signature.isValid ? "valid" : "invalid")} />
        </div>
      ))}
    </section>
  );
}

async function History({ opened }: { opened: OpenedTask }) {
  const locale = await getLocale();
  const t = await getTranslations("staff.task");
  const process = await getTranslations("process");
  const { service } = opened.application;
  const of = await getTranslations(`services.${service.id}.stages`);
  const events = opened.timeline.map((event) => ({
    id: String(event.seq),
    title: process(`events.${event.type}`, { stage: event.stage === null ? "" : of(event.stage) }),
    time: formatDateTime(locale, event.at),
    dateTime: event.at.toISOString(),
  }));
  return (
    <Details summary={t("events", { count: events.length })}>
      <Timeline events={events} label={t("history")} />
    </Details>
  );
}
