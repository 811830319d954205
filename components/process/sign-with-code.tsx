import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ResendForm } from "@/components/account/resend-form";
import { CodeSigningForm } from "@/components/process/code-signing-form";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { Button } from "@/components/ui/button";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { WarningText } from "@/components/ui/warning-text";
import { formatTime } from "@/lib/i18n/format";
import type { ActionState } from "@/lib/main/action-state";
import type { SigningCodeView } from "@/lib/use-cases/signing/view-signing-code";

/** The way by a one-time code, as a page offers it. */
export interface CodeWayProps {
  readonly view: SigningCodeView;
  /** Sends a code, the first or another one. */
  readonly order: (form: FormData) => Promise<void>;
  /** Signs by the code. */
  readonly give: (previous: ActionState, form: FormData) => Promise<ActionState>;
  /** What came of an attempt that led back here, as the address names it. */
  readonly told: unknown;
  /** The page's title, and what it is about. */
  readonly title: string;
  readonly area: string;
  /** Where more words are that the action answers with. */
  readonly textKeys?: readonly string[];
}

type SignWithCodeProps = CodeWayProps & {
  /** Hidden fields that go along with the code, and with the order of one. */
  hidden: Readonly<Record<string, string>>;
  /** What is signed, and the ways to sign it. */
  children: ReactNode;
};

/** Signing by a one-time code: why it is not open, the order of a code, the field for it, another one; when too many were wrong, until when it is shut. */
export async function SignWithCode(props: SignWithCodeProps) {
  const { view, hidden, title, area, textKeys = [] } = props;
  const t = await getTranslations("signing.code");
  const ui = await getTranslations("ui");
  const keys = ["signing.code.failures", "sign-in.errors", ...textKeys];
  const texts = { ...(await formErrorTexts(title, ...keys)), summary: t("errorTitle"), area };
  const isGiven = view.kind === "open" && view.isGiven;
  const isLocked = view.kind === "open" && view.lockedUntil !== null;
  // An address that is opened again later tells nothing that is over.
  const isOver = props.told === "locked" && !isLocked;
  const told = isGiven ? t("given") : isOver ? null : ((await wordsOfTold(props.told)) ?? null);
  const waiting = view.kind === "open" && !isLocked ? await formOf(view) : null;
  return (
    <>
      <CodeSigningForm action={props.give} hidden={hidden} told={told} form={waiting} texts={texts}>
        {props.children}
        {props.told === "sent" && waiting?.field && (
          <NotificationBanner kind="success" title={ui("done")}>
            <p>{(await getTranslations("sign-in.code"))("sent")}</p>
          </NotificationBanner>
        )}
        <Standing view={view} isNotSent={props.told === "not-sent-sms"} />
      </CodeSigningForm>
      {view.kind === "open" && !isLocked && <Order view={view} order={props.order} hidden={hidden} />}
    </>
  );
}

type OpenWay = Extract<SigningCodeView, { readonly kind: "open" }>;

async function formOf({ codeUntil, isGiven, maskedPhone, at }: OpenWay) {
  const t = await getTranslations("signing.code");
  const working = t("sending");
  if (isGiven) return { field: null, submit: t("again"), working };
  if (codeUntil === null || codeUntil <= at) return null;
  const hint = t("hint", { phone: unbroken(maskedPhone), time: formatTime(await getLocale(), codeUntil) });
  return { field: { label: t("label"), hint }, submit: t("sign"), working };
}

/** The words on why an earlier attempt led back to the page, where its standing does not say it. */
async function wordsOfTold(told: unknown): Promise<string | undefined> {
  const t = await getTranslations("signing.code");
  switch (told) {
    case "changed":
      return t("changed");
    case "used":
    case "not-sent":
    case "shut":
    case "locked":
      return t(`failures.${told}`);
    default:
      return undefined;
  }
}

/** Where the way by a code stands, when it asks for nothing: shut, locked, or with a code that is no more. */
async function Standing({ view, isNotSent }: { view: SigningCodeView; isNotSent: boolean }) {
  const locale = await getLocale();
  const t = await getTranslations("signing.code");
  if (view.kind === "eds-only") return <p>{t("failures.shut")}</p>;
  if (view.kind === "shut") {
    return (
      <section aria-labelledby="code-shut">
        <h2 id="code-shut">{t("shutTitle")}</h2>
        <p>{t(view.missing === "own" ? "shutOwn" : "shutOther")}</p>
        {view.missing === "own" && (
          <p>
            <a href={`/${locale}/cabinet/profile/phone`}>{t("link")}</a>
          </p>
        )}
      </section>
    );
  }
  const { lockedUntil, isGiven, codeUntil, resendAt, at } = view;
  if (lockedUntil) return <Warning>{t("lockedText", { time: timeFrom(locale, lockedUntil) })}</Warning>;
  if (isGiven) return <Warning>{t("given")}</Warning>;
  const code = await getTranslations("sign-in.code");
  const phone = unbroken(view.maskedPhone);
  if (codeUntil !== null) return codeUntil > at ? null : <Warning>{code("expired", { phone })}</Warning>;
  if (resendAt > at) return <Warning>{code("limited", { phone, time: timeFrom(locale, resendAt) })}</Warning>;
  return isNotSent ? <Warning>{code("notSent", { phone })}</Warning> : <p>{t("lead", { phone })}</p>;
}

/** Stands where the field would: whoever comes back from a button that led there sees it. */
async function Warning({ children }: { children: ReactNode }) {
  const ui = await getTranslations("ui");
  return (
    <div id="code">
      <WarningText prefix={ui("warning")}>{children}</WarningText>
    </div>
  );
}

/** The button for a code; once one was sent, with the time from which another may be asked for. */
async function Order({
  view,
  order,
  hidden,
}: {
  view: OpenWay;
  order: CodeWayProps["order"];
  hidden: Readonly<Record<string, string>>;
}) {
  const locale = await getLocale();
  const t = await getTranslations("signing.code");
  const code = await getTranslations("sign-in.code");
  const { codeUntil, resendAt, at, isGiven } = view;
  if (isGiven) return null;
  if (codeUntil === null && resendAt <= at) {
    return (
      <form action={order}>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button>{t("send")}</Button>
      </form>
    );
  }
  const [before = "", after = ""] = code("resendIn", { seconds: "|" }).split("|");
  return (
    <>
      <ResendForm
        // Every code that is sent starts the countdown anew.
        key={resendAt.getTime()}
        action={order}
        hidden={hidden}
        waitSeconds={Math.max(0, Math.ceil((resendAt.getTime() - at.getTime()) / 1000))}
        texts={{
          submit: code("resend"),
          from: code("resendFrom", { time: timeFrom(locale, resendAt) }),
          now: code("resendNow"),
          countdown: [before, after],
        }}
      />
      <p>{t("noPhone")}</p>
    </>
  );
}

/** To the minute, and never too early: somebody who waits until then is let in. */
function timeFrom(locale: Awaited<ReturnType<typeof getLocale>>, instant: Date): string {
  return formatTime(locale, new Date(Math.ceil(instant.getTime() / 60_000) * 60_000));
}

function unbroken(phone: string): string {
  return phone.replaceAll(" ", "\u00a0");
}
