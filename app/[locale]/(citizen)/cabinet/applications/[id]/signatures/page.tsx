import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SignaturesPage } from "@/components/process/signatures-page";
import { requireApplicant } from "@/lib/main/session";
import { viewOwnSignatures } from "@/lib/use-cases/signing/stored-signatures";
import { missing } from "../../../../../missing";
import { citizenMetadata } from "../../../../page-metadata";

type SignaturesPageProps = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signing.stored");
  return citizenMetadata(t("title"));
}

/** What the applicant has signed, and all that speaks for it. */
export default async function OwnSignatures({ params }: SignaturesPageProps) {
  const applicant = await requireApplicant();
  const { id } = await params;
  const found = await viewOwnSignatures(id, applicant);
  if (!found || found.signatures.length === 0) return missing();
  const application = `/${await getLocale()}/cabinet/applications/${found.application.id}`;
  return <SignaturesPage {...found} texts="signing.stored" back={application} here={`${application}/signatures`} />;
}
