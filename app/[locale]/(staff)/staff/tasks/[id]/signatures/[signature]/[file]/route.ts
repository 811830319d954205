import { signatureFileAnswer } from "@/lib/main/signature-file-answer";
import { requireStaff } from "@/lib/main/session";
import { signatureFileOfTask } from "@/lib/use-cases/signing/stored-signatures";

type FileContext = { params: Promise<{ id: string; signature: string; file: string }> };

/** A file of a signature under the application of a task, byte for byte. */
export async function GET(_request: Request, { params }: FileContext): Promise<Response> {
  const officer = await requireStaff();
  const { id, signature, file } = await params;
  return signatureFileAnswer(file, (kind) => signatureFileOfTask(id, officer, signature, kind));
}
