import { isLocale } from "@/lib/i18n/locale";
import { requireApplicant } from "@/lib/main/session";
import { prepareSignature } from "@/lib/use-cases/prepare-signature";

type DocumentContext = { params: Promise<{ locale: string; id: string }> };

/** The exact bytes that are about to be signed, as a file. */
export async function GET(_request: Request, { params }: DocumentContext): Promise<Response> {
  const { locale, id } = await params;
  const applicant = await requireApplicant();
  const document = isLocale(locale) ? await prepareSignature(id, applicant, locale) : null;
  if (!document?.ok) return new Response(null, { status: 404 });
  return new Response(document.value.text, {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Disposition": 'attachment; filename="application.txt"',
      "Cache-Control": "no-store",
    },
  });
}
