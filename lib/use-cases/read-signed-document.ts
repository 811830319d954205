import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { findApplication } from "./application-record";

export interface SignedDocument {
  /** The bytes that were signed. */
  readonly document: Uint8Array;
  /** DER of the detached CMS over them. */
  readonly cms: Uint8Array;
  readonly number: string;
}

/** The document that the applicant signed, with the signature; null for anybody else, and before it is signed. */
export async function readSignedDocument(id: string, applicant: Iin): Promise<SignedDocument | null> {
  const application = await findApplication(id);
  if (application?.applicant !== applicant) return null;
  const row = await db.signature.findFirst({
    where: { applicationId: id, signer: applicant, purpose: { startsWith: "sign-application" } },
    orderBy: { signedAt: "desc" },
    select: { document: true, cms: true },
  });
  return (
    row && { document: new Uint8Array(row.document), cms: new Uint8Array(row.cms), number: application.state.number }
  );
}
