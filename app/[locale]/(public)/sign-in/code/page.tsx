import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { PortalPage } from "@/components/shell/portal-page";
import { BackLink } from "@/components/ui/back-link";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { PageTitle } from "@/components/ui/page-title";
import { WarningText } from "@/components/ui/warning-text";
import { formatTime } from "@/lib/i18n/format";
import { safeReturnPath } from "@/lib/i18n/return-path";
import { viewer } from "@/lib/main/session";
import { heldTicket } from "@/lib/main/sign-in-ticket";
import { pendingSignIn } from "@/lib/use-cases/sign-in/pending-sign-in";
import { signInPage } from "../addresses";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { CodeForm } from "./code-form";
import { ResendForm } from "./resend-form";

type CodePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The code of the SMS; when none is good any more, how to get another. */
export default async function CodePage({ searchParams }: CodePageProps) {
  const { next: given, told } = await searchParams;
  const next = safeReturnPath(given);
  const locale = await getLocale();
  const ticket = await heldTicket();
  const pending = ticket === undefined ? null : await pendingSignIn(ticket);
  if (!pending) redirect((await viewer()) ? (next ?? `/${locale}/cabinet`) : signInPage(locale, next, "over"));

  const t = await getTranslations("sign-in.code");
  const ui = await getTranslations("ui");
  const { at, codeUntil, resendAt, lockedUntil } = pending;
  const phone = pending.maskedPhone.replaceAll(" ", "\u00a0");
  const errors = await formErrorTexts(t("title"), "sign-in.errors");
  const time = (instant: Date) => formatTime(locale, instant);
  // To the minute, and never too early: somebody who waits until then is let in.
  const timeFrom = (instant: Date) => time(new Date(Math.ceil(instant.getTime() / 60_000) * 60_000));
  const trouble =
    codeUntil === null
      ? resendAt > at
        ? t("limited", { phone, time: timeFrom(resendAt) })
        : t("notSent", { phone })
      : codeUntil <= at
        ? t("expired", { phone })
        : undefined;
  const [before = "", after = ""] = t("resendIn", { seconds: "|" }).split("|");

  return (
    <PortalPage
      before={
        <nav aria-label={t("back")}>
          <BackLink href={signInPage(locale, next)} text={t("back")} />
        </nav>
      }
    >
      <div className="ui-prose">
        {lockedUntil ? (
          <>
            <PageTitle title={t("lockedTitle")} portal={errors.portal} />
            <h1>{t("lockedTitle")}</h1>
            <p className="ui-lead">{t("locked", { time: timeFrom(lockedUntil) })}</p>
            <WarningText prefix={ui("warning")}>{t("lockedCall")}</WarningText>
          </>
        ) : (
          <>
            {told === "sent" && trouble === undefined && (
              <NotificationBanner kind="success" title={ui("done")}>
                <p>{t("sent")}</p>
              </NotificationBanner>
            )}
            {trouble === undefined && codeUntil ? (
              <CodeForm
                next={next}
                texts={{
                  label: t("label"),
                  hint: t("hint", { phone, time: time(codeUntil) }),
                  submit: t("submit"),
                  errors,
                }}
              />
            ) : (
              <>
                <PageTitle title={errors.page} portal={errors.portal} />
                <h1>{errors.page}</h1>
                <WarningText prefix={ui("warning")}>{trouble}</WarningText>
              </>
            )}
            <ResendForm
              // Every code that is sent starts the countdown anew.
              key={resendAt.getTime()}
              next={next}
              waitSeconds={Math.max(0, Math.ceil((resendAt.getTime() - at.getTime()) / 1000))}
              texts={{
                submit: t("resend"),
                from: t("resendFrom", { time: timeFrom(resendAt) }),
                now: t("resendNow"),
                countdown: [before, after],
              }}
            />
            <p>{t("noPhone")}</p>
          </>
        )}
      </div>
    </PortalPage>
  );
}
