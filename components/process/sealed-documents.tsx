import { getLocale, getTranslations } from "next-intl/server";
import { WarningText } from "@/components/ui/warning-text";
import type { PaperKind } from "@/lib/process/papers";

type SealedDocumentsProps = {
  /** The application's address in the cabinet: its documents lie below it. */
  href: string;
  kinds: readonly PaperKind[];
  /** The number of the error that a download has just met, as the address has it. */
  failed?: unknown;
};

/** What a person can take away on paper: PDF files with the portal's seal. What the service ends with is shown by `IssuedPaperState`. */
export async function SealedDocuments({ href, kinds, failed }: SealedDocumentsProps) {
  const general = kinds.filter((kind) => kind !== "result");
  if (kinds.length === 0) return null;
  const locale = await getLocale();
  const t = await getTranslations("sealed-documents");
  const ui = await getTranslations("ui");
  const reference = typeof failed === "string" && /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(failed) ? failed : null;
  return (
    <section className="ui-prose" id="documents">
      <h2>{t("title")}</h2>
      {reference !== null && <WarningText prefix={ui("warning")}>{t("failed", { reference })}</WarningText>}
      <p>{t("lead")}</p>
      <ul>
        {general.map((kind) => (
          <li key={kind}>
            {/* Without the attribute "download": where there is no file the browser shows the page that it is led to. */}
            <a href={`${href}/documents/${kind}`}>{t(`download.${kind}`)}</a>
          </li>
        ))}
      </ul>
      <p>
        <a href={`/${locale}/verify`}>{t("verify.title")}</a>
      </p>
    </section>
  );
}
