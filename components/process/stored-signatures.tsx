import { getLocale, getTranslations } from "next-intl/server";
import { VerdictTag } from "@/components/process/verdict-tag";
import { SummaryList } from "@/components/ui/summary-list";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import { localDateOf } from "@/lib/kernel/local-date";
import type { StoredSignature } from "@/lib/use-cases/signing/stored-signatures";
import "./signing.css";

type StoredSignaturesProps = {
  number: string;
  signatures: readonly StoredSignature[];
  /** The address of this page; the files of a signature lie below it. */
  href: string;
};

/** What can be kept of a signature. */
const signatureFiles = { eds: ["document", "cms", "authority"], code: ["document"] } as const;

/** Signatures in full: what was signed, by whom, how, what speaks for it, and how anybody can verify it without the portal. */
export async function StoredSignatures({ number, signatures, href }: StoredSignaturesProps) {
  const locale = await getLocale();
  const t = await getTranslations("signing.stored");
  const methods = await getTranslations("signing.methods");
  return signatures.map((signature) => {
    const { id, purpose, text, documentHash, signer, name, method, signedAt, certificate, code, evidence, verdict } =
      signature;
    const byCode = (phone: string) => t("byCode", { phone: phone.replaceAll(" ", "\u00a0") });
    const title = t(`purposes.${t.has(`purposes.${purpose}`) ? purpose : "other"}`);
    return (
      <section key={id} className="sign-stack" aria-labelledby={`signature-${id}`}>
        <h2 id={`signature-${id}`}>
          {title}
          {name !== "" && `: ${name}`}
        </h2>
        <SummaryList
          rows={[
            {
              key: t("again"),
              value: (
                <>
                  <VerdictTag verdict={verdict.kind} />{" "}
                  {verdict.kind === "valid" && t(code === null ? "why" : "whyCode")}
                  {verdict.kind === "invalid" && t(`reasons.${verdict.reason}`)}
                </>
              ),
            },
            ...(name === "" ? [] : [{ key: t("signer"), value: name }]),
            { key: t("iin"), value: signer },
            { key: t("at"), value: formatDateTime(locale, signedAt) },
            {
              key: t("method"),
              value: code ? byCode(code.maskedPhone) : methods.has(method) ? methods(method) : method,
            },
            ...(code === null
              ? []
              : [
                  { key: t("codeSentAt"), value: formatDateTime(locale, code.sentAt) },
                  { key: t("codeGivenAt"), value: formatDateTime(locale, code.givenAt) },
                  { key: t("codeMessage"), value: code.message },
                ]),
            ...(certificate === null
              ? []
              : [
                  { key: t("serial"), value: certificate.serial },
                  { key: t("issuer"), value: certificate.issuer },
                  {
                    key: t("validity"),
                    value: t("from", {
                      from: formatDate(locale, localDateOf(certificate.notBefore)),
                      until: formatDate(locale, localDateOf(certificate.notAfter)),
                    }),
                  },
                ]),
            ...(evidence === null
              ? []
              : [{ key: t("evidence"), value: t(evidence.kind, { at: formatDateTime(locale, evidence.at) }) }]),
            { key: t("hash"), value: documentHash },
          ]}
        />
        <h3 id={`text-${id}`}>{t("text")}</h3>
        <pre className="ui-document" aria-labelledby={`text-${id}`}>
          {text}
        </pre>
        <h3>{t("download")}</h3>
        <ul>
          {signatureFiles[code === null ? "eds" : "code"].map((file) => (
            <li key={file}>
              <a href={`${href}/${id}/${file}`} download>
                {t(file)}
              </a>
            </li>
          ))}
        </ul>
        {/* OpenSSL knows no GOST keys; and a code leaves no signature that it could verify. */}
        {code === null && evidence?.kind !== "ncanode" && (
          <>
            <h3>{t("how")}</h3>
            <p>{t("howText")}</p>
            <pre className="ui-document">
              <code>{verification(number, signedAt)}</code>
            </pre>
          </>
        )}
      </section>
    );
  });
}

/** The command that verifies the downloaded files as of the moment of signing. */
function verification(number: string, signedAt: Date): string {
  const at = String(Math.floor(signedAt.getTime() / 1000));
  return `openssl cms -verify -binary -inform DER -in ${number}.p7s -content ${number}.txt -CAfile authority.pem -attime ${at} -out ${number}.verified.txt`;
}
