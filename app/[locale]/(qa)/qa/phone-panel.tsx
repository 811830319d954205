import { getLocale, getTranslations } from "next-intl/server";
import { formatDateTime } from "@/lib/i18n/format";
import type { Bench } from "@/lib/use-cases/qa/view-console";
import { Panel } from "./panel";

const mostMessages = 8;

/** The phone: what the portal has sent to the chosen person, or to everyone; newest first. */
export async function PhonePanel({ bench }: { bench: Bench | null }) {
  const { sentMessages } = await import("@/lib/use-cases/qa/messages");
  const locale = await getLocale();
  const t = await getTranslations("qa.phone");
  const messages = await sentMessages({ iin: bench?.iin }, mostMessages);

  return (
    <Panel id="phone" title={t("title")} hint={t(bench ? "of" : "all")}>
      <div className="qa-phone">
        {messages.length === 0 && <p className="qa-phone__empty">{t("empty")}</p>}
        <ol>
          {messages.map(({ channel, to, text, at, code }) => (
            <li key={`${to} ${at.toISOString()} ${text}`}>
              <p className="qa-phone__from">
                <span>{channel === "sms" ? "1414" : channel}</span>
                <span>{to}</span>
                <time dateTime={at.toISOString()}>{formatDateTime(locale, at)}</time>
              </p>
              <p className="qa-phone__text">{text}</p>
              {code !== undefined && (
                <p className="qa-phone__code">
                  {t("code")} <strong>{code}</strong>
                </p>
              )}
            </li>
          ))}
        </ol>
      </div>
      <p>
        <a className="qa-refresh" href={`/${locale}/qa#phone`}>
          {t("refresh")}
        </a>
      </p>
    </Panel>
  );
}
