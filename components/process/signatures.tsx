import { getLocale, getTranslations } from "next-intl/server";
import { SummaryList } from "@/components/ui/summary-list";
import { Tag } from "@/components/ui/tag";
import { formatDateTime } from "@/lib/i18n/format";
import type { ShownSignature } from "@/lib/use-cases/view-application";

type SignaturesProps = {
  signatures: readonly ShownSignature[];
  /** The address under which the application's own document and signature are downloaded. */
  href: string;
};

/** The applicant's signature: who, by which certificate, when, whether it still holds; and the document that was signed. */
export async function Signatures({ signatures, href }: SignaturesProps) {
  const locale = await getLocale();
  const t = await getTranslations("cabinet.signature");
  const own = signatures.filter(({ purpose }) => purpose.startsWith("sign-application"));
  if (own.length === 0) return null;
  return (
    <section className="ui-prose">
      <h2>{t("title")}</h2>
      {own.map((signature) => (
        <SummaryList
          key={signature.id}
          rows={[
            { key: t("signer"), value: signature.name },
            { key: t("at"), value: formatDateTime(locale, signature.signedAt) },
            { key: t("certificate"), value: signature.serial },
            {
              key: t("state"),
              value: (
                <Tag
                  tone={signature.isValid ? "success" : "error"}
                  text={t(signature.isValid ? "valid" : "notValid")}
                />
              ),
            },
          ]}
        />
      ))}
      <ul>
        <li>
          <a href={`${href}/document`} download>
            {t("document")}
          </a>
        </li>
        <li>
          <a href={`${href}/signature`} download>
            {t("cms")}
          </a>
        </li>
      </ul>
    </section>
  );
}
