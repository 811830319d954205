import { getLocale, getTranslations } from "next-intl/server";
import { askAgainAction } from "@/app/[locale]/(citizen)/cabinet/actions";
import { Button } from "@/components/ui/button";
import { NotificationBanner } from "@/components/ui/notification-banner";
import type { Standing } from "@/components/process/place";
import { formatDate } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import { currentStage } from "@/lib/process/position";
import { isShutToOfficers } from "@/lib/use-cases/officer-kinship";

/** KDP no longer lets the portal ask: what the person can do, and until when. */
export async function AccessRefused({ application }: { application: Standing }) {
  const { id, service, state, today } = application;
  const stage = currentStage(service, state, today);
  const at = stage && state.stages[stage.id];
  if (at?.status !== "open") return null;
  const isReview = at.refusedAccessAt === undefined;
  if (isReview && !(await isShutToOfficers(id))) return null;
  const locale = await getLocale();
  const t = await getTranslations("cabinet.access");
  return (
    <NotificationBanner title={t("title")} kind="warning" id="access-refused">
      <p>{t(isReview ? "reviewText" : "text")}</p>
      <p>{t(isReview ? "reviewDo" : "do")}</p>
      {!isReview && at.dueAt !== null && (
        <p>{t("by", { date: formatDate(locale, localDateOf(new Date(at.dueAt))) })}</p>
      )}
      <form action={askAgainAction}>
        <input type="hidden" name="applicationId" value={id} />
        <Button>{t("again")}</Button>
      </form>
    </NotificationBanner>
  );
}
