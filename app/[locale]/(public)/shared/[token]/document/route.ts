import type { NextRequest } from "next/server";
import { getLocale } from "next-intl/server";
import { documentAnswer } from "@/lib/main/document-answer";
import { openSharedFile } from "@/lib/use-cases/sharing/open-link";

type DocumentContext = { params: Promise<{ token: string }> };

/** The file of a shared paper, for whoever has just opened its link; what cannot be had leads to the page of what is gone. No cache keeps it. */
export async function GET(request: NextRequest, { params }: DocumentContext): Promise<Response> {
  const { token } = await params;
  const locale = await getLocale();
  const gone = `/${locale}/shared/gone`;
  const pass = request.nextUrl.searchParams.get("pass") ?? "";
  return documentAnswer({ kind: "document", locale, page: gone, missing: gone }, () => openSharedFile(token, pass));
}
