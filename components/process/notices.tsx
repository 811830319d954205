import { getLocale, getTranslations } from "next-intl/server";
import { readNoticesAction } from "@/app/[locale]/(citizen)/cabinet/actions";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { formatDateTime } from "@/lib/i18n/format";
import type { CabinetNotice } from "@/lib/use-cases/view-cabinet";

/** What the portal has told the person, newest first. */
export async function Notices({ notices }: { notices: readonly CabinetNotice[] }) {
  const locale = await getLocale();
  const t = await getTranslations("cabinet.notices");
  const process = await getTranslations("process.notices");
  const unread = notices.filter((notice) => !notice.isRead).length;
  return (
    <section aria-labelledby="notices">
      <h2 id="notices">{t("title")}</h2>
      {notices.length === 0 && <p>{t("none")}</p>}
      {unread > 0 && (
        <form action={readNoticesAction} className="ui-notices__read">
          <p>{t("unread", { count: unread })}</p>
          <Button variant="secondary">{t("markRead")}</Button>
        </form>
      )}
      <ul className="ui-notices">
        {notices.map((notice) => {
          const title = process(`${notice.kind}.title`);
          return (
            <li key={notice.id}>
              <p className="ui-notices__title">
                {notice.applicationId === null ? (
                  title
                ) : (
                  <a href={`/${locale}/cabinet/applications/${notice.applicationId}`}>{title}</a>
                )}{" "}
                {!notice.isRead && <Tag tone="gold" text={t("new")} />}
              </p>
              <p>{process(`${notice.kind}.body`, { number: notice.number })}</p>
              <p className="ui-notices__time">
                <time dateTime={notice.at.toISOString()}>{formatDateTime(locale, notice.at)}</time>
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
