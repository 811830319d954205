import { getTranslations } from "next-intl/server";
import { AutoRefresh } from "@/components/process/auto-refresh";
import { MobileCodeWays } from "@/components/process/mobile-code-ways";
import { ActionForm } from "@/components/shell/action-form";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { InsetText } from "@/components/ui/inset-text";
import { WarningText } from "@/components/ui/warning-text";
import type { ActionState } from "@/lib/main/action-state";
import type { MobileSignIn } from "@/lib/use-cases/sign-in/mobile-sign-in";
import "@/components/process/signing.css";

type Action = (previous: ActionState, form: FormData) => Promise<ActionState>;

type MobileSignInPanelProps = {
  standing: MobileSignIn;
  /** Shows a code, or another one. */
  show: Action;
  /** Takes the session that the phone has signed for. */
  enter: Action;
  /** Hidden fields of both. */
  hidden: Readonly<Record<string, string>>;
  /** This page's address. */
  path: string;
};

/** How often the page looks whether the phone has signed, in seconds; and how many times at most. */
const lookEvery = 3;
const mostLooks = 300;

/** Signing in by a code for eGov Mobile. The page looks after it by itself, without JavaScript too; the last step is a person's. */
export async function MobileSignInPanel({ standing, show, enter, hidden, path }: MobileSignInPanelProps) {
  const t = await getTranslations("sign-in.mobile");
  const ui = await getTranslations("ui");
  const texts = await formErrorTexts(
    t("title"),
    "sign-in.mobile.tooOften",
    "sign-in.mobile.failures",
    "sign-in.eds.failures",
  );
  if (standing.kind === "signed") {
    return (
      <>
        <h1>{t("signedTitle")}</h1>
        <p className="ui-lead" role="status">
          {t("signed", { iin: standing.iin })}
        </p>
        <ActionForm action={enter} hidden={hidden} texts={texts}>
          <Button>{t("enter")}</Button>
        </ActionForm>
        <ActionForm action={show} hidden={hidden} texts={texts}>
          <Button variant="secondary">{t("notMe")}</Button>
        </ActionForm>
      </>
    );
  }
  if (standing.kind === "none") {
    return (
      <>
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
        <WarningText prefix={ui("warning")}>{t("only")}</WarningText>
        <ActionForm action={show} hidden={hidden} texts={texts}>
          <Button>{t("begin")}</Button>
        </ActionForm>
      </>
    );
  }
  const { code, number } = standing;
  const errors = code.refusal === null ? [] : [{ text: texts.answers[code.refusal] ?? code.refusal }];
  const summary = <ErrorSummary title={t("errorTitle")} titlePrefix={texts.prefix} errors={errors} />;
  if (code.kind === "expired") {
    return (
      <>
        {summary}
        <h1>{t("title")}</h1>
        <InsetText>{t("expired")}</InsetText>
        <ActionForm action={show} hidden={hidden} texts={texts}>
          <Button>{t("begin")}</Button>
        </ActionForm>
      </>
    );
  }
  return (
    <>
      {summary}
      <h1>{t("title")}</h1>
      <OpenCode url={code.url} number={number} isOpened={code.isOpened} secondsLeft={code.secondsLeft} />
      <AutoRefresh
        seconds={lookEvery}
        times={mostLooks}
        path={`${path}${path.includes("?") ? "&" : "?"}left=${String(code.secondsLeft)}${code.isOpened ? "o" : ""}`}
      />
    </>
  );
}

type OpenCodeProps = { url: string; number: string; isOpened: boolean; secondsLeft: number };

async function OpenCode({ url, number, isOpened, secondsLeft }: OpenCodeProps) {
  const t = await getTranslations("sign-in.mobile");
  const signing = await getTranslations("signing.mobile");
  return (
    <section className="sign-mobile">
      <p>{t("scan")}</p>
      <MobileCodeWays url={url} />
      <InsetText>
        <p className="sign-mobile__number">{t("number", { number })}</p>
        <p>{t("numberHint")}</p>
      </InsetText>
      <p role="status">
        <strong>{signing(isOpened ? "opened" : "waiting")}</strong>
      </p>
      {!isOpened && <p className="ui-hint">{signing("left", { seconds: secondsLeft })}</p>}
      <p>{t("only")}</p>
    </section>
  );
}
