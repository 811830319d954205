import { getTranslations } from "next-intl/server";
import { AutoRefresh } from "@/components/process/auto-refresh";
import type { SigningTexts } from "@/components/process/signing-texts";
import { wordsOfRefusal } from "@/components/process/signing-words";
import { ActionForm } from "@/components/shell/action-form";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ErrorSummary } from "@/components/ui/error-summary";
import { InsetText } from "@/components/ui/inset-text";
import type { ActionState } from "@/lib/main/action-state";
import type { MobileCode } from "@/lib/use-cases/signing/mobile-code";
import { drawQrCode } from "@/lib/use-cases/signing/qr-code";

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
          <div className="sign-mobile__ways">
            <p className="sign-mobile__here">
              <ButtonLink
                variant="secondary"
                href={`https://m.egov.kz/mobileSign?link=${encodeURIComponent(code.url)}`}
              >
                {t("open")}
              </ButtonLink>
            </p>
            <div>
              <p className="sign-mobile__other ui-hint">{t("other")}</p>
              <QrCode text={`mobileSign:${code.url}`} label={t("code")} />
            </div>
          </div>
          <p role="status">
            <strong>{t(code.isOpened ? "opened" : "waiting")}</strong>
          </p>
          {!code.isOpened && <p className="ui-hint">{t("left", { seconds: code.secondsLeft })}</p>}
          <p>{t("whose")}</p>
          <AutoRefresh
            seconds={lookEvery}
            times={mostLooks}
            path={`${path}&left=${String(code.secondsLeft)}${code.isOpened ? "o" : ""}#ways`}
          />
        </>
      )}
    </section>
  );
}

/** Black on white whatever the theme: a phone's camera reads it. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = drawQrCode(text);
  return (
    <svg
      className="sign-mobile__code"
      viewBox={`0 0 ${String(size)} ${String(size)}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
