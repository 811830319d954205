import { getLocale, getTranslations } from "next-intl/server";
import { readNoticesAction } from "@/app/[locale]/(citizen)/cabinet/actions";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { formatDateTime } from "@/lib/i18n/format";
import { isAboutAccount } from "@/lib/use-cases/account-notices";
import type { CabinetNotice } from "@/lib/use-cases/view-cabinet";
import { readable, wordsOf } from "@/lib/use-cases/words";

type NoticesProps = {
  notices: readonly CabinetNotice[];
  /** How many are unread, those that are not shown here included. */
  unread: number;
  /** Marks them as read; left out, those of the person's own. */
  read?: (form: FormData) => Promise<void>;
  /** Where a notice about the account leads; left out, to the person's own profile. */
  account?: string;
};

/** What the portal has told the person, newest first; each leads to where something can be done about it. */
export async function Notices({
  notices,
  unread,
  read = readNoticesAction,
  account: accountPage = "/cabinet/profile",
}: NoticesProps) {
  const locale = await getLocale();
  const t = await getTranslations("cabinet.notices");
  const process = await getTranslations("process.notices");
  const account = await getTranslations("sign-in.notices");
  return (
    <>
      {notices.length === 0 && <p>{t("none")}</p>}
      {unread > 0 && (
        <form action={read} className="ui-notices__read">
          <p>{t("unread", { count: unread })}</p>
          <Button variant="secondary">{t("markRead")}</Button>
        </form>
      )}
      <ul className="ui-notices">
        {notices.map((notice) => {
          const values = readable(locale, notice.values);
          const own = wordsOf(locale, `services.${notice.service}`);
          const words = own.has(`notices.${notice.kind}.title`)
            ? (part: string) => own(`notices.${notice.kind}.${part}`, values)
            : (part: string) => process(`${notice.kind}.${part}`, values);
          return (
            <li key={notice.id}>
              <p className="ui-notices__title">
                <a href={`/${locale}${isAboutAccount(notice.kind) ? accountPage : pathOfNotice(notice)}`}>
                  {isAboutAccount(notice.kind) ? account(`${notice.kind}.title`) : words("title")}
                </a>{" "}
                {!notice.isRead && <Tag tone="gold" text={t("new")} />}
              </p>
              <p>{isAboutAccount(notice.kind) ? account(`${notice.kind}.body`) : words("body")}</p>
              <p className="ui-notices__time">
                <time dateTime={notice.at.toISOString()}>{formatDateTime(locale, notice.at)}</time>
              </p>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Where something can be done about a notice: the form that goes on, the application's page, or the service. */
function pathOfNotice({ kind, applicationId, service, values: { request, page } }: CabinetNotice): string {
  if (request !== undefined) return `/cabinet/consents/${request}`;
  if (page !== undefined) return page;
  if (applicationId === null) return `/services/${service}`;
  return kind === "checks-answered" ? `/apply/${applicationId}` : `/cabinet/applications/${applicationId}`;
}
