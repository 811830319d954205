import { signatureFileAnswer } from "@/lib/main/signature-file-answer";
import { requireCitizen } from "@/lib/main/session";
import { ownersSignatureFile } from "@/lib/use-cases/signing/stored-signatures";

type FileContext = { params: Promise<{ id: string; signature: string; file: string }> };

/** A file of the owner's own signature, byte for byte. */
export async function GET(_request: Request, { params }: FileContext): Promise<Response> {
  const { iin } = await requireCitizen();
  const { id, signature, file } = await params;
  return signatureFileAnswer(file, (kind) => ownersSignatureFile(id, iin, signature, kind));
}
