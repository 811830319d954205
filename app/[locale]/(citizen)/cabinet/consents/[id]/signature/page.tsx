import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SignaturesPage } from "@/components/process/signatures-page";
import { requireCitizen } from "@/lib/main/session";
import { viewOwnersSignatures } from "@/lib/use-cases/signing/stored-signatures";
import { missing } from "../../../../../missing";
import { citizenMetadata } from "../../../../page-metadata";

type SignaturePageProps = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return citizenMetadata((await getTranslations("consents.signatures"))("title"));
}

/** What the owner has signed, and all that speaks for it; nobody else's signature. */
export default async function OwnersSignature({ params }: SignaturePageProps) {
  const { iin } = await requireCitizen();
  const { id } = await params;
  const found = await viewOwnersSignatures(id, iin);
  if (!found || found.signatures.length === 0) return missing();
  const request = `/${await getLocale()}/cabinet/consents/${id}`;
  return <SignaturesPage {...found} texts="consents.signatures" back={request} here={`${request}/signature`} />;
}
