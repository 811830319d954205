import { getLocale, getTranslations } from "next-intl/server";
import { VerdictTag } from "@/components/process/verdict-tag";
import { SummaryList } from "@/components/ui/summary-list";
import { formatDateTime } from "@/lib/i18n/format";
import type { ShownSignature } from "@/lib/use-cases/view-application";

type SignaturesProps = {
  signatures: readonly ShownSignature[];
  /** The application's address: the page with its signatures in full lies below it. */
  href: string;
};

/** The applicant's signature: who, by which certificate, when, whether it still holds; and the way to all of it. */
export async function Signatures({ signatures, href }: SignaturesProps) {
  const locale = await getLocale();
  const t = await getTranslations("cabinet.signature");
  const stored = await getTranslations("signing.stored");
  const own = signatures.filter(({ purpose }) => purpose.startsWith("sign-application"));
  if (own.length === 0) return null;
  return (
    <section className="ui-prose">
      <h2>{t("title")}</h2>
      {own.map((signature) => (
        <SummaryList
          key={signature.id}
          rows={[
            ...(signature.codeTo === null ? [{ key: t("signer"), value: signature.name }] : []),
            { key: t("at"), value: formatDateTime(locale, signature.signedAt) },
            signature.codeTo === null
              ? { key: t("certificate"), value: signature.serial }
              : {
                  key: stored("method"),
                  value: stored("byCode", { phone: signature.codeTo.replaceAll(" ", "\u00a0") }),
                },
            {
              key: t("state"),
              value: <VerdictTag verdict={signature.verdict} />,
            },
          ]}
        />
      ))}
      <p>
        <a href={`${href}/signatures`}>{stored("see")}</a>
      </p>
    </section>
  );
}
