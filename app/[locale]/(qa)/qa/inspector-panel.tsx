import { getLocale, getTranslations } from "next-intl/server";
import { formatDateTime } from "@/lib/i18n/format";
import type { Inspected } from "@/lib/use-cases/qa/inspect-application";
import { Panel, SmallButton } from "./panel";

/** An application from the inside, by its number. */
export async function InspectorPanel({ number }: { number: string }) {
  const { findByIdOrNumber, inspectApplication } = await import("@/lib/use-cases/qa/inspect-application");
  const locale = await getLocale();
  const t = await getTranslations("qa.inspector");
  const application = number === "" ? null : await findByIdOrNumber(number.trim());

  return (
    <Panel id="inspector" title={t("title")}>
      <form className="qa-line" action={`/${locale}/qa#inspector`}>
        <div className="qa-control">
          <label htmlFor="inspector-number">{t("label")}</label>
          <input id="inspector-number" name="application" defaultValue={number} className="ui-input" />
        </div>
        <SmallButton>{t("button")}</SmallButton>
      </form>
      {number !== "" && application === null && <p>{t("none")}</p>}
      {application && <Inside inspected={await inspectApplication(application)} />}
    </Panel>
  );
}

async function Inside({ inspected }: { inspected: Inspected }) {
  const locale = await getLocale();
  const t = await getTranslations("qa.inspector");
  const process = await getTranslations("process");
  const { id, number, applicant, service, version, state, waitingFor, deadline, events } = inspected;
  return (
    <>
      <dl className="qa-facts">
        <dt>{number}</dt>
        <dd>
          <code>{`${service} v${String(version)}`}</code> <code>{applicant}</code> <code>{id}</code>
        </dd>
        <dt>{t("state")}</dt>
        <dd>
          {process(`phases.${state}`)} <code>{state}</code>
        </dd>
        <dt>{t("waiting")}</dt>
        <dd>
          {process(`parties.${waitingFor.party}`)} <code>{waitingFor.stage}</code>
          {waitingFor.databases?.map((database) => (
            <code key={database}>{database}</code>
          ))}
        </dd>
        <dt>{t("deadline")}</dt>
        <dd>{deadline === null ? t("noDeadline") : formatDateTime(locale, new Date(deadline))}</dd>
      </dl>
      <h3>{t("events")}</h3>
      <ol className="qa-events">
        {events.map(({ seq, type, at, actor }) => (
          <li key={seq}>
            <span>{seq}</span>
            <code>{type}</code>
            <span>{t(`actors.${actor}`)}</span>
            <time dateTime={at}>{formatDateTime(locale, new Date(at))}</time>
          </li>
        ))}
      </ol>
    </>
  );
}
