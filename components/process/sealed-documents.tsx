import { getLocale, getTranslations } from "next-intl/server";
import type { PaperKind } from "@/lib/process/papers";

type SealedDocumentsProps = {
  /** The application's address in the cabinet: its documents lie below it. */
  href: string;
  kinds: readonly PaperKind[];
};

/** What a person can take away on paper: PDF files with the portal's seal. */
export async function SealedDocuments({ href, kinds }: SealedDocumentsProps) {
  if (kinds.length === 0) return null;
  const locale = await getLocale();
  const t = await getTranslations("sealed-documents");
  return (
    <section className="ui-prose">
      <h2>{t("title")}</h2>
      <p>{t("lead")}</p>
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>
            <a href={`${href}/documents/${kind}`} download>
              {t(`download.${kind}`)}
            </a>
          </li>
        ))}
      </ul>
      <p>
        <a href={`/${locale}/verify`}>{t("verify.title")}</a>
      </p>
    </section>
  );
}
