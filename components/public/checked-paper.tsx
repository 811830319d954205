import { getLocale, getTranslations } from "next-intl/server";
import { InsetText } from "@/components/ui/inset-text";
import { Panel } from "@/components/ui/panel";
import { SummaryList } from "@/components/ui/summary-list";
import { WarningText } from "@/components/ui/warning-text";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import type { CheckedDocument } from "@/lib/use-cases/sealed-documents/check-document";
import type { ShownSeal } from "@/lib/use-cases/sealed-documents/check-seals";
import { inFours } from "@/lib/use-cases/sealed-documents/code";
import { printedValue } from "@/lib/use-cases/sealed-documents/compose-result";

/** What happened at the moment of which a document speaks. */
function momentKey(title: string) {
  if (title === "receipt") return "paper.submittedAt";
  if (title === "result") return "paper.issuedAt";
  return title === "coupon" ? "verify.couponAt" : `paper.endedAt.${title}`;
}

type CheckedPaperProps = {
  checked: CheckedDocument;
  /** What its reader is to do with what is shown. */
  explanation: string;
  /** Its seals, where they have been verified just now. */
  seals?: readonly ShownSeal[];
};

/** A sealed document as the portal knows it: whether it still stands, and nothing more than what is printed on it. */
export async function CheckedPaper({ checked, explanation, seals = [] }: CheckedPaperProps) {
  const locale = await getLocale();
  const t = await getTranslations("sealed-documents");
  const {
    title,
    service,
    number,
    name,
    nameRu,
    entity,
    lastDigits,
    code,
    sealedAt,
    sha256,
    kind,
    at,
    coupon,
    standing,
  } = checked;
  const { facts = [], paper } = checked;
  const holder = (locale === "ru" && nameRu) || name;
  const of = await getTranslations("services");
  const ui = await getTranslations("ui");
  const words = await getTranslations("document");
  const document = title === "result" ? of(`${service}.paper.title`) : t(`kinds.${title}`);
  return (
    <>
      {paper === null || paper.standing === "valid" ? (
        <Panel title={t(paper === null ? "verify.genuine" : "verify.resultValid")}>
          <p>{explanation}</p>
        </Panel>
      ) : (
        <>
          <h1>{of(`${service}.paper.title`)}</h1>
          <WarningText prefix={ui("warning")}>
            {t(paper.standing === "expired" ? "verify.resultExpired" : "verify.resultRevoked")}
          </WarningText>
        </>
      )}
      {standing === "over" && (
        <InsetText>{t(kind === "coupon" ? "verify.couponOver" : "verify.receiptOver")}</InsetText>
      )}
      <SummaryList
        rows={[
          ...(standing === "goes-on"
            ? [
                {
                  key: t("verify.standing"),
                  value: t(kind === "coupon" ? "verify.couponGoesOn" : "verify.receiptGoesOn"),
                },
              ]
            : []),
          { key: t("verify.kind"), value: document },
          // A paper may be called as the service that ends with it.
          ...(of(`${service}.title`) === document ? [] : [{ key: t("verify.service"), value: of(`${service}.title`) }]),
          { key: words("number"), value: number },
          ...(coupon === undefined ? [] : [{ key: t("paper.coupon"), value: coupon }]),
          { key: t(momentKey(title)), value: formatDateTime(locale, new Date(at)) },
          ...(paper === null || paper.validUntil === null
            ? []
            : [
                {
                  key: t("paper.validUntil"),
                  value: t("paper.lastDay", { date: formatDate(locale, paper.validUntil) }),
                },
              ]),
          ...(holder === ""
            ? []
            : [{ key: t(title === "result" ? "paper.holder" : "paper.applicant"), value: holder }]),
          { key: t(entity === true ? "paper.bin" : "paper.iin"), value: lastDigits },
          ...facts.map((fact) => ({
            key: of(`${service}.paper.facts.${fact.name}`),
            value: printedValue(fact, locale),
          })),
          { key: t("verify.code"), value: inFours(code) },
          { key: t("verify.sealedAt"), value: formatDateTime(locale, sealedAt) },
          ...(seals.length === 0
            ? []
            : [
                {
                  key: t("verify.seals"),
                  value: (
                    <ul>
                      {seals.map(({ organisation, certificateUntil }) => (
                        <li key={organisation}>
                          {t("verify.sealOf", {
                            organisation,
                            date: formatDate(locale, localDateOf(certificateUntil)),
                          })}
                        </li>
                      ))}
                    </ul>
                  ),
                },
              ]),
          { key: t("verify.hash"), value: <code>{sha256}</code> },
        ]}
      />
    </>
  );
}
