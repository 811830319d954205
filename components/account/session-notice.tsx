import { getLocale, getTranslations } from "next-intl/server";
import { SessionWatch } from "@/components/account/session-watch";
import { formatTime } from "@/lib/i18n/format";
import { messagesOf } from "@/lib/i18n/messages";
import { actingPerson, sessionEnd } from "@/lib/main/session";
import "./account.css";

/** When the session ends: in time with JavaScript, beforehand without. `keepsAnswer`: what this page posts after the end is kept. */
export async function SessionNotice({ keepsAnswer = false }: { keepsAnswer?: boolean | undefined }) {
  const end = await sessionEnd();
  if (!end) return null;
  const locale = await getLocale();
  const door = (await actingPerson()) ? "sign-in/organisation" : "sign-in";
  const t = await getTranslations("sign-in.sessionEnd");
  return (
    <>
      <SessionWatch
        // Every page that is opened counts anew.
        key={end.expiresAt.getTime()}
        endsInMs={end.endsInMs}
        isLastEnd={end.isLastEnd}
        signInHref={`/${locale}/${door}`}
        texts={messagesOf(locale)["sign-in"].sessionEnd}
      />
      <noscript>
        <p className="ui-hint session-until">
          {t(end.isLastEnd ? "noScriptLast" : "noScript", { time: formatTime(locale, end.expiresAt) })}{" "}
          {keepsAnswer && t("noScriptKept")}
        </p>
      </noscript>
    </>
  );
}
