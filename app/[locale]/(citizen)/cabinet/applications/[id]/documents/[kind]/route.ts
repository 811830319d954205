import { getLocale } from "next-intl/server";
import { requireCitizen } from "@/lib/main/session";
import { openOwnDocument } from "@/lib/use-cases/sealed-documents/own-documents";

type DocumentContext = { params: Promise<{ id: string; kind: string }> };

/** A sealed document of the applicant's own application; for everybody else there is none. No cache keeps it. */
export async function GET(_request: Request, { params }: DocumentContext): Promise<Response> {
  const { iin } = await requireCitizen();
  const { id, kind } = await params;
  const file = await openOwnDocument(id, iin, kind, await getLocale());
  if (!file) return new Response(null, { status: 404, headers: { "Cache-Control": "no-store" } });
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      "Content-Type": "application/pdf",
      // Every letter in its own encoding (RFC 8187); for what cannot read that, a name in plain letters.
      "Content-Disposition": `attachment; filename="${kind}.pdf"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "Cache-Control": "private, no-store",
    },
  });
}
