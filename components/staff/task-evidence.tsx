import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { VerdictTag } from "@/components/process/verdict-tag";
import { TaskChecks } from "@/components/staff/task-checks";
import { TaskComparison } from "@/components/staff/task-comparison";
import { TaskPictures } from "@/components/staff/task-pictures";
import { Details } from "@/components/ui/details";
import { SummaryList } from "@/components/ui/summary-list";
import { Timeline } from "@/components/ui/timeline";
import { formatDateTime } from "@/lib/i18n/format";
import { linesOf } from "@/lib/use-cases/words";
import type { OpenedTask } from "@/lib/use-cases/view-task";

/** All that an officer decides by: pictures, answers, signatures, checks then and now, history. `ask`: the button that asks again. */
export async function TaskEvidence({ opened, ask }: { opened: OpenedTask; ask: ReactNode }) {
  const locale = await getLocale();
  const t = await getTranslations("staff.task");
  const { service, state } = opened.application;
  const lines = linesOf(service, state, opened.today, locale);
  const rows = lines.filter((line) => line.picture === null).map(({ label, text }) => ({ key: label, value: text }));

  return (
    <>
      <TaskPictures opened={opened} />
      <TaskComparison opened={opened} />
      <TaskChecks opened={opened} ask={ask} />
      <SummaryList title={t("answers")} rows={rows} />
      <Signatures opened={opened} />
      <History opened={opened} />
    </>
  );
}

async function Signatures({ opened }: { opened: OpenedTask }) {
  const locale = await getLocale();
  const t = await getTranslations("staff.task");
  const stored = await getTranslations("signing.stored");
  if (opened.signatures.length === 0) return null;
  return (
    <section aria-labelledby="signatures">
      <h2 id="signatures">{t("signatures")}</h2>
      {opened.signatures.map((signature) => (
        <div key={signature.id} className="ui-inset">
          <p>
            {signature.name === ""
              ? `${stored("iin")} ${signature.signer}`
              : t("signer", { name: signature.name, iin: signature.signer })}{" "}
            · {formatDateTime(locale, signature.signedAt)}
            <br />
            {signature.codeTo === null
              ? t("certificate", {
                  serial: signature.serial,
                  date: formatDateTime(locale, new Date(signature.notAfter)),
                })
              : stored("byCode", { phone: signature.codeTo.replaceAll(" ", "\u00a0") })}
          </p>
          <VerdictTag verdict={signature.verdict} />
        </div>
      ))}
      <p>
        <a href={`/${locale}/staff/tasks/${opened.task.id}/signatures`}>{stored("see")}</a>
      </p>
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
