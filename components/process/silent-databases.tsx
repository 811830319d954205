import { getLocale, getTranslations } from "next-intl/server";
import { AutoRefresh } from "@/components/process/auto-refresh";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { formatDateTime, formatTime } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";
import { localDateOf } from "@/lib/kernel/local-date";
import { heldMinutes, patienceMinutes } from "@/lib/process/silence";
import type { OwnApplication } from "@/lib/use-cases/view-application";
import { viewSilence, type Silence } from "@/lib/use-cases/view-silence";

type SilentDatabasesProps = {
  application: OwnApplication;
  /** Asks now; left out once the application has been submitted. */
  action?: ((form: FormData) => Promise<void>) | undefined;
};

const secondMs = 1_000;
const minuteMs = 60_000;
/** A page that was opened for the first seconds of a silence is worth looking at again soon. */
const refreshSeconds = { soon: 5, later: 15 } as const;

/** State databases that do not answer: which, since when, what is saved, when they are asked again, what the person can do. */
export async function SilentDatabases({ application, action }: SilentDatabasesProps) {
  const silence = await viewSilence(application);
  if (!silence) return null;
  const locale = await getLocale();
  const t = await getTranslations("apply.silent");
  const ui = await getTranslations("ui");
  const process = await getTranslations("process.databases");
  const { databases, since, nextAt, lastAnswers } = silence;
  const names = databases
    .map((name) => {
      const last = lastAnswers[name];
      return last
        ? t("lastAnswer", { database: process(name), time: timeOf(locale, last, application.now) })
        : process(name);
    })
    .join(", ");
  const wait = (nextAt ?? application.now).getTime() - application.now.getTime();
  return (
    <NotificationBanner title={ui("important")} kind="warning" id="silent">
      <p>{t("text", { databases: names, time: formatTime(locale, since) })}</p>
      <p>
        {t(action ? "saved" : "submitted")} {nextAt !== null && (await nextQuestion(wait))}
      </p>
      <p>{t(silence.hasPhone ? "leaveSms" : "leave", { minutes: action ? patienceMinutes : heldMinutes })}</p>
      {action && silence.isLong && <p>{await advice(silence, application.service.id)}</p>}
      {action && (
        <form action={action}>
          <input type="hidden" name="applicationId" value={application.id} />
          <ButtonGroup>
            <Button variant="secondary">{t("again")}</Button>
            <a href={`/${locale}/cabinet`}>{t("later")}</a>
          </ButtonGroup>
        </form>
      )}
      <p>{t("help")}</p>
      {action && <AutoRefresh seconds={wait > minuteMs ? refreshSeconds.later : refreshSeconds.soon} times={240} />}
    </NotificationBanner>
  );
}

/** When the database is asked next: in seconds, and from a minute on in minutes. */
async function nextQuestion(waitMs: number): Promise<string> {
  const t = await getTranslations("apply.silent");
  return waitMs > minuteMs
    ? t("nextMinutes", { minutes: Math.round(waitMs / minuteMs) })
    : t("nextSeconds", { seconds: Math.max(1, Math.round(waitMs / secondMs)) });
}

/** The hour and minute, and the day too where it is another one. */
function timeOf(locale: Locale, at: Date, now: Date): string {
  return localDateOf(at) === localDateOf(now) ? formatTime(locale, at) : formatDateTime(locale, at);
}

/** The service centre: by the law where it names these databases, by our own advice elsewhere. Where none can help: to wait. */
async function advice({ isByLaw, isOnlineOnly, outageMinutes }: Silence, service: string): Promise<string> {
  const t = await getTranslations("apply.silent");
  const of = await getTranslations(`services.${service}`);
  const minutes = String(outageMinutes);
  if (isOnlineOnly) return `${t("wait", { minutes })} ${of("onlineOnly")}`;
  return isByLaw && of.has("outageLaw")
    ? t("centreByLaw", { minutes, clause: of("outageLaw") })
    : t("centre", { minutes });
}
