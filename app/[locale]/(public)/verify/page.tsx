import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { PortalPage } from "@/components/shell/portal-page";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { InsetText } from "@/components/ui/inset-text";
import { Panel } from "@/components/ui/panel";
import { SummaryList } from "@/components/ui/summary-list";
import { WarningText } from "@/components/ui/warning-text";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import { viewCheckedDocument, type CheckedDocument } from "@/lib/use-cases/sealed-documents/check-document";
import { inFours } from "@/lib/use-cases/sealed-documents/code";
import { printedValue } from "@/lib/use-cases/sealed-documents/compose-result";
import { pageMetadata } from "../page-metadata";
import { VerifyForm } from "./verify-form";

type VerifyPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sealed-documents.verify");
  return pageMetadata(t("title"), "/verify", t("lead"));
}

/** Whether the portal gave a document: by the number that is printed on it and the last digits of the holder's IIN. */
export default async function VerifyPage({ searchParams }: VerifyPageProps) {
  const { document, pass } = await searchParams;
  const code = typeof document === "string" && /^[0-9]{16}$/.test(document) ? document : "";
  const checked = typeof pass === "string" ? await viewCheckedDocument(code, pass) : null;
  const t = await getTranslations("sealed-documents.verify");
  if (checked) return <Genuine checked={checked} />;
  return (
    <PortalPage>
      <div className="ui-prose">
        {pass !== undefined && <InsetText>{t("over")}</InsetText>}
        <VerifyForm
          code={inFours(code)}
          texts={{
            lead: t("lead"),
            code: t("code"),
            codeHint: t("codeHint"),
            digits: t("digits"),
            digitsHint: t("digitsHint"),
            submit: t("submit"),
            errors: await formErrorTexts(t("title"), "sealed-documents.verify.errors"),
          }}
        />
        <p className="ui-hint">{t("notGenuine")}</p>
        <p className="ui-hint">{t("logged")}</p>
      </div>
    </PortalPage>
  );
}

/** What happened at the moment of which a document speaks. */
function momentKey(title: string) {
  if (title === "receipt") return "paper.submittedAt";
  if (title === "result") return "paper.issuedAt";
  return title === "coupon" ? "verify.couponAt" : `paper.endedAt.${title}`;
}

async function Genuine({ checked }: { checked: CheckedDocument }) {
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
  return (
    <PortalPage>
      <div className="ui-prose">
        {paper === null || paper.standing === "valid" ? (
          <Panel title={t(paper === null ? "verify.genuine" : "verify.resultValid")}>
            <p>{t("verify.genuineText")}</p>
          </Panel>
        ) : (
          <WarningText prefix={ui("warning")}>
            {t(paper.standing === "expired" ? "verify.resultExpired" : "verify.resultRevoked")}
          </WarningText>
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
            { key: t("verify.kind"), value: title === "result" ? of(`${service}.paper.title`) : t(`kinds.${title}`) },
            { key: t("verify.service"), value: of(`${service}.title`) },
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
            { key: t("verify.hash"), value: <code>{sha256}</code> },
          ]}
        />
        <p>{t("verify.hashText")}</p>
        <ButtonGroup>
          <ButtonLink href={`/${locale}/verify`} variant="secondary">
            {t("verify.another")}
          </ButtonLink>
        </ButtonGroup>
      </div>
    </PortalPage>
  );
}
