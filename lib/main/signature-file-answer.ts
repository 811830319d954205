import "server-only";
import { signatureFiles, type SignatureFile, type SignatureFileKind } from "@/lib/use-cases/signing/stored-signatures";

/** A signature's file as a download that no cache keeps; 404 for a file of no such kind, and for whoever may not have it. */
export async function signatureFileAnswer(
  wanted: string,
  read: (kind: SignatureFileKind) => Promise<SignatureFile | null>,
): Promise<Response> {
  const kind = signatureFiles.find((one) => one === wanted);
  const file = kind === undefined ? null : await read(kind);
  if (!file) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(file.content), {
    headers: {
      "Content-Type": file.mediaType,
      "Content-Disposition": `attachment; filename="${file.name}"`,
      "Cache-Control": "no-store",
    },
  });
}
