import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CheckedPaper } from "@/components/public/checked-paper";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { PortalPage } from "@/components/shell/portal-page";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { InsetText } from "@/components/ui/inset-text";
import { viewCheckedDocument, type CheckResult } from "@/lib/use-cases/sealed-documents/check-document";
import { mostBytesOfFile } from "@/lib/use-cases/sealed-documents/check-file";
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
  const ui = await getTranslations("ui.file");
  const t = await getTranslations("sealed-documents.verify");
  if (checked) return <Genuine checked={checked} />;
  return (
    <PortalPage>
      <div className="ui-prose">
        {pass !== undefined && <InsetText>{t("over")}</InsetText>}
        <VerifyForm
          code={inFours(code)}
          mostBytes={mostBytesOfFile}
          texts={{
            lead: t("lead"),
            byNumber: t("byNumber"),
            code: t("code"),
            codeHint: t("codeHint"),
            digits: t("digits"),
            digitsHint: t("digitsHint"),
            submit: t("submit"),
            byFile: t("byFile"),
            fileLead: t("fileLead"),
            file: t("file"),
            fileHint: t("fileHint"),
            submitFile: t("submitFile"),
            tooLarge: t("errors.too-large"),
            chooser: { choose: ui("choose"), none: ui("none") },
            errors: await formErrorTexts(t("title"), "sealed-documents.verify.errors"),
          }}
        />
        <p className="ui-hint">{t("notGenuine")}</p>
        <p className="ui-hint">{t("logged")}</p>
      </div>
    </PortalPage>
  );
}

async function Genuine({ checked }: { checked: CheckResult }) {
  const locale = await getLocale();
  const t = await getTranslations("sealed-documents.verify");
  return (
    <PortalPage>
      <div className="ui-prose">
        <CheckedPaper
          checked={checked}
          explanation={t(checked.checkedBy === "file" ? "fileText" : "genuineText")}
          seals={checked.seals}
        />
        {checked.checkedBy === "number" && <p>{t("hashText")}</p>}
        <ButtonGroup>
          <ButtonLink href={`/${locale}/verify`} variant="secondary">
            {t("another")}
          </ButtonLink>
        </ButtonGroup>
      </div>
    </PortalPage>
  );
}
