import { getLocale, getTranslations } from "next-intl/server";
import { AutoRefresh } from "@/components/process/auto-refresh";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { formatTime } from "@/lib/i18n/format";
import type { StageState } from "@/lib/process/state";

/** Minutes of silence after which the portal names a service centre [S4 §12]. */
const outageMinutes = 10;

type SilentDatabasesProps = {
  /** The application's id. */
  id: string;
  now: Date;
  stages: readonly (StageState | undefined)[];
  action: (form: FormData) => Promise<void>;
};

/** A database does not answer: what is saved, what the portal does, what the person can do. */
export async function SilentDatabases({ id, now, stages, action }: SilentDatabasesProps) {
  const locale = await getLocale();
  const t = await getTranslations("apply.silent");
  const ui = await getTranslations("ui");
  const process = await getTranslations("process.databases");
  const silent = stages.filter((stage) => stage?.status === "unanswered");
  const since = silent.map((stage) => stage.at).sort()[0] ?? now.toISOString();
  const names = [...new Set(silent.flatMap((stage) => stage.databases))].map((name) => process(name));
  const isLong = now.getTime() - Date.parse(since) > outageMinutes * 60_000;
  return (
    <NotificationBanner title={ui("important")} kind="warning" id="silent">
      <p>{t("text", { databases: names.join(", "), time: formatTime(locale, new Date(since)) })}</p>
      <p>{t("saved")}</p>
      {isLong && <p>{t("centre", { minutes: String(outageMinutes) })}</p>}
      <form action={action}>
        <input type="hidden" name="applicationId" value={id} />
        <ButtonGroup>
          <Button variant="secondary">{t("again")}</Button>
          <a href={`/${locale}/cabinet`}>{t("later")}</a>
        </ButtonGroup>
      </form>
      <p>{t("help")}</p>
      <AutoRefresh seconds={15} times={80} />
    </NotificationBanner>
  );
}
