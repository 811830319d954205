import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CheckedPaper } from "@/components/public/checked-paper";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { PortalPage } from "@/components/shell/portal-page";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { InsetText } from "@/components/ui/inset-text";
import { viewCheckedDocument, type CheckedDocument } from "@/lib/use-cases/sealed-documents/check-document";
import { inFours } from "@/lib/use-cases/sealed-documents/code";
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

async function Genuine({ checked }: { checked: CheckedDocument }) {
  const locale = await getLocale();
  const t = await getTranslations("sealed-documents.verify");
  return (
    <PortalPage>
      <div className="ui-prose">
        <CheckedPaper checked={checked} explanation={t("genuineText")} />
        <p>{t("hashText")}</p>
        <ButtonGroup>
          <ButtonLink href={`/${locale}/verify`} variant="secondary">
            {t("another")}
          </ButtonLink>
        </ButtonGroup>
      </div>
    </PortalPage>
  );
}
