import { getLocale } from "next-intl/server";
import { documentAnswer } from "@/lib/main/document-answer";
import { requireApplicant } from "@/lib/main/session";
import { openOwnDocument } from "@/lib/use-cases/sealed-documents/own-documents";

type DocumentContext = { params: Promise<{ id: string; kind: string }> };

/** A sealed document of the applicant's own application; for everybody else there is none. No cache keeps it. */
export async function GET(_request: Request, { params }: DocumentContext): Promise<Response> {
  const applicant = await requireApplicant();
  const { id, kind } = await params;
  const locale = await getLocale();
  const page = `/${locale}/cabinet/applications/${encodeURIComponent(id)}`;
  return documentAnswer({ kind, locale, page }, () => openOwnDocument(id, applicant, kind, locale));
}
