import "server-only";
import { log } from "@/lib/infra/log";
import type { SealedFile } from "@/lib/use-cases/sealed-documents/own-documents";
import { newReference } from "./failure";

/**
 * A sealed document as a download that no cache keeps. Where there is none it leads to the page for what does not exist, and where it could
 * not be made, back to the page that offers it, with the number to tell 1414.
 */
export async function documentAnswer(
  request: {
    readonly kind: string;
    readonly locale: string;
    readonly page: string;
    /** Where to lead when there is no such document; left out, to the page for what does not exist. */
    readonly missing?: string;
  },
  open: () => Promise<SealedFile | null>,
): Promise<Response> {
  let file: SealedFile | null;
  try {
    file = await open();
  } catch (error) {
    const reference = newReference();
    log.error("document-failed", { operation: "sealed-document", reference, error });
    return leadTo(`${request.page}?failed=${reference}#documents`);
  }
  if (!file) return leadTo(request.missing ?? `/${request.locale}/not-found`);
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      "Content-Type": "application/pdf",
      // Every letter in its own encoding (RFC 8187); for what cannot read that, a name in plain letters.
      "Content-Disposition": `attachment; filename="${request.kind}.pdf"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "Cache-Control": "private, no-store",
    },
  });
}

function leadTo(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path, "Cache-Control": "no-store" } });
}
