import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { CodeForm } from "@/components/account/code-form";
import { ResendForm } from "@/components/account/resend-form";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { PageTitle } from "@/components/ui/page-title";
import { WarningText } from "@/components/ui/warning-text";
import { formatTime } from "@/lib/i18n/format";
import type { ActionState } from "@/lib/main/action-state";
import type { PendingView } from "@/lib/use-cases/sign-in/pending-sign-in";

type CodeStepProps = {
  pending: PendingView;
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  resend: (form: FormData) => Promise<void>;
  next?: string | undefined;
  /** Another code has just been sent. */
  isResent: boolean;
  /** Where the words are that the action answers with; left out: those about codes of an SMS. */
  errorKeys?: readonly string[] | undefined;
  texts: {
    title: string;
    /** Where the code comes otherwise than by SMS. */
    label?: string | undefined;
    submit: string;
    /** With the time until which the code is good. */
    hint: (time: string) => string;
    limited: (time: string) => string;
    notSent: string;
    expired: string;
    locked: (time: string) => string;
  };
  /** What somebody reads whose wrong codes were not their own. */
  lockedMore?: ReactNode;
  /** What to do when no code comes. */
  children: ReactNode;
};

/** The page that asks for a code of an SMS; when none is good any more, how to get another; when too many were wrong, until when it is shut. */
export async function CodeStep(props: CodeStepProps) {
  const { texts, next, isResent } = props;
  const { at, codeUntil, resendAt, lockedUntil } = props.pending;
  const locale = await getLocale();
  const t = await getTranslations("sign-in.code");
  const ui = await getTranslations("ui");
  const errors = await formErrorTexts(texts.title, ...(props.errorKeys ?? ["sign-in.errors"]));
  const time = (instant: Date) => formatTime(locale, instant);
  // To the minute, and never too early: somebody who waits until then is let in.
  const timeFrom = (instant: Date) => time(new Date(Math.ceil(instant.getTime() / 60_000) * 60_000));
  if (lockedUntil) {
    return (
      <>
        <PageTitle title={t("lockedTitle")} portal={errors.portal} />
        <h1>{t("lockedTitle")}</h1>
        <p className="ui-lead">{texts.locked(timeFrom(lockedUntil))}</p>
        {props.lockedMore}
      </>
    );
  }
  const trouble =
    codeUntil === null
      ? resendAt > at
        ? texts.limited(timeFrom(resendAt))
        : texts.notSent
      : codeUntil <= at
        ? texts.expired
        : undefined;
  const [before = "", after = ""] = t("resendIn", { seconds: "|" }).split("|");
  return (
    <>
      {isResent && trouble === undefined && (
        <NotificationBanner kind="success" title={ui("done")}>
          <p>{t("sent")}</p>
        </NotificationBanner>
      )}
      {trouble === undefined && codeUntil ? (
        <CodeForm
          action={props.action}
          next={next}
          texts={{ label: texts.label ?? t("label"), hint: texts.hint(time(codeUntil)), submit: texts.submit, errors }}
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
        action={props.resend}
        hidden={next === undefined ? {} : { next }}
        waitSeconds={Math.max(0, Math.ceil((resendAt.getTime() - at.getTime()) / 1000))}
        texts={{
          submit: t("resend"),
          from: t("resendFrom", { time: timeFrom(resendAt) }),
          now: t("resendNow"),
          countdown: [before, after],
        }}
      />
      {props.children}
    </>
  );
}
