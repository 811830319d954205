import { getLocale } from "next-intl/server";
import { InsetText } from "@/components/ui/inset-text";
import { consentWords } from "@/lib/use-cases/consents/consent-words";
import type { ViewedConsent } from "@/lib/use-cases/consents/view-consents";

/** What an owner has answered, or that no answer is needed, and what came of the application. */
export async function ConsentAnswered({ consent, href }: { consent: ViewedConsent; href: string }) {
  const words = consentWords(await getLocale(), consent.service);
  const t = (key: string) => words(`answer.${key}`);
  const { answer, outcome } = consent;
  if (answer === null) return null;
  return (
    <>
      <InsetText>
        <strong>{t(`${answer}.title`)}</strong>
        <br />
        {t(`${answer}.text`)}
        {answer === "given" && outcome !== null && (
          <>
            <br />
            {t(outcome === "granted" ? "granted" : "notGranted")}
          </>
        )}
      </InsetText>
      {(answer === "given" || answer === "declined") && (
        <p>
          <a href={href}>{t("signature")}</a>
        </p>
      )}
    </>
  );
}
