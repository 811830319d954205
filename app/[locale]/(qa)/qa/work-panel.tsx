import { getLocale, getTranslations } from "next-intl/server";
import { formatDate } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import type { Iin } from "@/lib/kernel/iin";
import { asOfficerAction, workAction } from "./actions";
import { Panel, SmallButton, SmallSelect } from "./panel";

/** What waits for officers, with a button that does it for them. */
export async function WorkPanel({ applicant }: { applicant: Iin | null }) {
  const { openWork } = await import("@/lib/use-cases/qa/officer-work");
  const locale = await getLocale();
  const t = await getTranslations("qa.work");
  const services = await getTranslations("services");
  const work = await openWork(applicant);

  return (
    <Panel id="work" title={t("title")} hint={t("hint")}>
      {work.length === 0 && <p>{t("empty")}</p>}
      <ul className="qa-work">
        {work.map(({ id, number, service, stage, role, dueAt, isHandover, decisions }) => (
          <li key={id}>
            <p className="qa-work__what">
              <a href={`/${locale}/qa?application=${number}#inspector`}>{number}</a>
              <code>{stage}</code>
              <code>{role}</code>
              <span className="qa-note">{t("due", { date: formatDate(locale, localDateOf(dueAt)) })}</span>
            </p>
            <div className="qa-line">
              <form action={workAction} className="qa-line">
                <input type="hidden" name="task" value={id} />
                {!isHandover && (
                  <SmallSelect
                    id={`decision-${id}`}
                    name="decision"
                    label={`${t("decision")}: ${number}`}
                    options={decisions.map(({ decision, reason }) => ({
                      value: reason === null ? decision : `${decision}:${reason}`,
                      label: [
                        services(`${service}.tasks.${stage}.decisions.${decision}`),
                        ...(reason === null ? [] : [services(`${service}.annulments.${reason}.title`)]),
                      ].join(": "),
                    }))}
                  />
                )}
                <SmallButton primary about={number}>
                  {t(isHandover ? "handOver" : "decide")}
                </SmallButton>
              </form>
              <form action={asOfficerAction}>
                <input type="hidden" name="task" value={id} />
                <SmallButton about={number}>{t("asOfficer")}</SmallButton>
              </form>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
