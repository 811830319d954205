import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { DocumentCard } from "@/components/process/document-card";
import { OwnPapers } from "@/components/process/own-papers";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { requireCitizen } from "@/lib/main/session";
import { viewOwnPapers } from "@/lib/use-cases/sharing/own-papers";
import { viewDocuments } from "@/lib/use-cases/view-documents";
import { citizenMetadata } from "../../page-metadata";

export async function generateMetadata(): Promise<Metadata> {
  return citizenMetadata((await getTranslations("cabinet.documents"))("title"));
}

/** The person's own documents, asked of RP DRN because they opened this page: how long they are good for, and what to do about it. */
export default async function DocumentsPage() {
  const { iin } = await requireCitizen();
  const locale = await getLocale();
  const t = await getTranslations("cabinet.documents");
  const ui = await getTranslations("ui");
  const process = await getTranslations("process.databases");
  const [own, papers] = await Promise.all([viewDocuments(iin), viewOwnPapers(iin)]);
  return (
    <CitizenPage current="documents">
      <div className="ui-prose">
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
      </div>
      {own.kind === "found" && own.documents.length === 0 && <p className="my-6">{t("none")}</p>}
      {own.kind === "found" && (
        <ul className="ui-documents">
          {own.documents.map((document) => (
            <DocumentCard key={document.number} document={document} />
          ))}
        </ul>
      )}
      {own.kind !== "found" && (
        <NotificationBanner title={ui("important")} kind="warning" id="documents-silent">
          <p>{own.kind === "denied" ? t("denied") : t("silent", { database: process(own.database) })}</p>
          <ButtonGroup>
            <ButtonLink href={`/${locale}/cabinet/documents`} variant="secondary">
              {t("again")}
            </ButtonLink>
            <a href={`/${locale}/help`}>{t("help")}</a>
          </ButtonGroup>
        </NotificationBanner>
      )}
      <OwnPapers papers={papers} />
      <div className="ui-prose">
        <p className="ui-hint">
          {t("asked")} <a href={`/${locale}/cabinet/access-log`}>{t("accessLog")}</a>
        </p>
      </div>
    </CitizenPage>
  );
}
