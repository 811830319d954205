import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { StoredSignatures } from "@/components/process/stored-signatures";
import { BackLink } from "@/components/ui/back-link";
import { requireCitizen } from "@/lib/main/session";
import { viewOwnSignatures } from "@/lib/use-cases/signing/stored-signatures";
import { missing } from "../../../../../missing";
import { citizenMetadata } from "../../../../page-metadata";

type SignaturesPageProps = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signing.stored");
  return citizenMetadata(t("title"));
}

/** What the applicant has signed, and all that speaks for it. */
export default async function SignaturesPage({ params }: SignaturesPageProps) {
  const { iin } = await requireCitizen();
  const { id } = await params;
  const found = await viewOwnSignatures(id, iin);
  if (!found || found.signatures.length === 0) return missing();
  const locale = await getLocale();
  const t = await getTranslations("signing.stored");
  const of = await getTranslations(`services.${found.application.service.id}`);
  const application = `/${locale}/cabinet/applications/${found.application.id}`;
  const { number } = found.application.state;
  return (
    <CitizenPage before={<BackLink href={application} text={t("back")} />}>
      <div className="ui-prose">
        <span className="ui-caption">
          {of("title")}, {number}
        </span>
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
        <StoredSignatures number={number} signatures={found.signatures} href={`${application}/signatures`} />
      </div>
    </CitizenPage>
  );
}
