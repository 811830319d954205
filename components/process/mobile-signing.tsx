import { getTranslations } from "next-intl/server";
import { AutoRefresh } from "@/components/process/auto-refresh";
import { MobileCodeWays } from "@/components/process/mobile-code-ways";
import type { SigningTexts } from "@/components/process/signing-texts";
import { wordsOfRefusal } from "@/components/process/signing-words";
import { ActionForm } from "@/components/shell/action-form";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { InsetText } from "@/components/ui/inset-text";
import type { ActionState } from "@/lib/main/action-state";
import type { MobileCode } from "@/lib/use-cases/signing/mobile-code";

type MobileSigningProps = {
  code: MobileCode;
  renew: (previous: ActionState, form: FormData) => Promise<ActionState>;
  /** Hidden fields of the form that asks for another code. */
  hidden: Readonly<Record<string, string>>;
  texts: SigningTexts;
  /** This page's address, this way chosen, without a fragment. */
  path: string;
};

/** How often the page looks whether the phone has signed, in seconds; and how many times at most. */
const lookEvery = 3;
const mostLooks = 300;

/** The code for eGov Mobile: scanned from a screen, or opened on the phone itself. The page looks after it, without JavaScript too. */
export async function MobileSigning({ code, renew, hidden, texts, path }: MobileSigningProps) {
  const t = await getTranslations("signing.mobile");
  if (code.kind === "signed") return <AutoRefresh seconds={lookEvery} times={mostLooks} path={`${path}&signed`} />;
  const { refusal } = code;
  const errors = refusal === null ? [] : [{ text: wordsOfRefusal(texts, refusal) }];
  return (
    <section className="sign-mobile">
      <ErrorSummary title={t("errorTitle")} titlePrefix={texts.errorPrefix} errors={errors} />
      {code.kind === "expired" ? (
        <>
          <InsetText>{t("expired")}</InsetText>
          <ActionForm action={renew} hidden={hidden} texts={await formErrorTexts(t("again"))}>
            <Button>{t("again")}</Button>
          </ActionForm>
        </>
      ) : (
        <>
          <p>{t("lead")}</p>
          <MobileCodeWays url={code.url} />
          <p role="status">
            <strong>{t(code.isOpened ? "opened" : "waiting")}</strong>
          </p>
          {!code.isOpened && <p className="ui-hint">{t("left", { seconds: code.secondsLeft })}</p>}
          <p>{t("whose")}</p>
          <AutoRefresh
            seconds={lookEvery}
            times={mostLooks}
            // Another code may have as long left: an address that stayed the same would only scroll.
            path={`${path}&left=${String(code.secondsLeft)}${code.isOpened ? "o" : ""}-${code.url.slice(-4)}#ways`}
          />
        </>
      )}
    </section>
  );
}
