import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CitizenPage } from "@/components/process/citizen-page";
import { StoredSignatures } from "@/components/process/stored-signatures";
import { BackLink } from "@/components/ui/back-link";
import { requireCitizen } from "@/lib/main/session";
import { viewOwnersSignatures } from "@/lib/use-cases/signing/stored-signatures";
import { missing } from "../../../../../missing";
import { citizenMetadata } from "../../../../page-metadata";

type SignaturePageProps = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return citizenMetadata((await getTranslations("consents.signatures"))("title"));
}

/** What the owner has signed, and all that speaks for it; nobody else's signature. */
export default async function SignaturePage({ params }: SignaturePageProps) {
  const { iin } = await requireCitizen();
  const { id } = await params;
  const found = await viewOwnersSignatures(id, iin);
  if (!found || found.signatures.length === 0) return missing();
  const locale = await getLocale();
  const t = await getTranslations("consents.signatures");
  const of = await getTranslations(`services.${found.application.service.id}`);
  const request = `/${locale}/cabinet/consents/${id}`;
  const { number } = found.application.state;
  return (
    <CitizenPage before={<BackLink href={request} text={t("back")} />}>
      <div className="ui-prose">
        <span className="ui-caption">
          {of("title")}, {number}
        </span>
        <h1>{t("title")}</h1>
        <p className="ui-lead">{t("lead")}</p>
        <StoredSignatures number={number} signatures={found.signatures} href={`${request}/signature`} />
      </div>
    </CitizenPage>
  );
}
