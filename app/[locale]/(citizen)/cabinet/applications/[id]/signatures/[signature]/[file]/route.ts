import { signatureFileAnswer } from "@/lib/main/signature-file-answer";
import { requireApplicant } from "@/lib/main/session";
import { ownSignatureFile } from "@/lib/use-cases/signing/stored-signatures";

type FileContext = { params: Promise<{ id: string; signature: string; file: string }> };

/** A file of the applicant's own signature, byte for byte. */
export async function GET(_request: Request, { params }: FileContext): Promise<Response> {
  const applicant = await requireApplicant();
  const { id, signature, file } = await params;
  return signatureFileAnswer(file, (kind) => ownSignatureFile(id, applicant, signature, kind));
}
