import { requireCitizen } from "@/lib/main/session";
import { readSignedDocument } from "@/lib/use-cases/read-signed-document";

type FileContext = { params: Promise<{ id: string }> };

/** The applicant's detached signature (CMS) over the document. */
export async function GET(_request: Request, { params }: FileContext): Promise<Response> {
  const { iin } = await requireCitizen();
  const signed = await readSignedDocument((await params).id, iin);
  if (!signed) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(signed.cms), {
    headers: {
      "Content-Type": "application/pkcs7-signature",
      "Content-Disposition": `attachment; filename="${signed.number}.p7s"`,
      "Cache-Control": "no-store",
    },
  });
}
