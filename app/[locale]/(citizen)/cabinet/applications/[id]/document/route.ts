import { requireCitizen } from "@/lib/main/session";
import { readSignedDocument } from "@/lib/use-cases/read-signed-document";

type FileContext = { params: Promise<{ id: string }> };

/** The document that the applicant signed, byte for byte. */
export async function GET(_request: Request, { params }: FileContext): Promise<Response> {
  const { iin } = await requireCitizen();
  const signed = await readSignedDocument((await params).id, iin);
  if (!signed) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(signed.document), {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Disposition": `attachment; filename="${signed.number}.txt"`,
      "Cache-Control": "no-store",
    },
  });
}
