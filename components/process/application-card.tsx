import { getLocale, getTranslations } from "next-intl/server";
import { outlookOf } from "@/components/process/standing-of";
import { Tag, type TagTone } from "@/components/ui/tag";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import type { Phase } from "@/lib/process/position";
import type { OwnApplication } from "@/lib/use-cases/view-application";

const tones: Readonly<Record<Phase, TagTone>> = {
  draft: "warning",
  "waiting-for-database": "info",
  "awaiting-consent": "info",
  "awaiting-access": "warning",
  "awaiting-payment": "warning",
  "in-review": "info",
  "in-production": "info",
  ready: "gold",
  granted: "success",
  refused: "error",
  annulled: "error",
  withdrawn: "neutral",
  lapsed: "neutral",
};

/** The phase of an application in a word, in its tone. */
export async function PhaseTag({ phase }: { phase: Phase }) {
  const t = await getTranslations("process.phases");
  return <Tag tone={tones[phase]} text={t(phase)} />;
}

type ApplicationCardProps = {
  application: OwnApplication;
  /** Of its heading. */
  level?: 3 | 4;
  /** What else is to be said of it. */
  note?: string;
};

/** One application in the cabinet: what it is, where it stands, who acts, by when; the whole card leads on. */
export async function ApplicationCard({ application, level = 3, note }: ApplicationCardProps) {
  const Heading = level === 3 ? "h3" : "h4";
  const { id, state, service } = application;
  const locale = await getLocale();
  const t = await getTranslations("cabinet");
  const process = await getTranslations("process");
  const payments = await getTranslations("payments.state");
  const of = await getTranslations(`services.${service.id}`);
  const { phase, party, stage, by, at } = outlookOf(application);
  const isDraft = phase === "draft";
  const touched = formatDate(locale, localDateOf(new Date(state.touchedAt)));
  return (
    <li className="ui-application">
      <div className="ui-application__head">
        <Heading>
          <a href={isDraft ? `/${locale}/apply/${id}` : `/${locale}/cabinet/applications/${id}`}>{of("title")}</a>
        </Heading>
        <PhaseTag phase={phase} />
      </div>
      <p className="ui-application__number">{t("card.number", { number: state.number })}</p>
      {stage === null ? (
        <p>{t("card.ended", { date: touched })}</p>
      ) : (
        <p>
          {t("card.acts", { party: process(`parties.${party}`), stage: of(`stages.${stage}`) })}
          {by !== null &&
            ` ${t("card.by", { date: at === null ? formatDate(locale, by) : formatDateTime(locale, at) })}`}
        </p>
      )}
      {phase === "awaiting-payment" && (
        <p>
          <a href={`/${locale}/apply/${id}/payment`}>{payments("pay")}</a>
        </p>
      )}
      {note !== undefined && <p className="ui-hint">{note}</p>}
      {isDraft && <p>{t("card.draft", { date: touched })}</p>}
    </li>
  );
}
