import "server-only";
import { err, ok, type Result } from "@/lib/kernel/result";
import type { Iin } from "@/lib/kernel/iin";
import { realNow } from "@/lib/infra/clock";
import { db, type Tx } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { cmsFromText } from "@/lib/infra/signing/cms";
import { openSigningAuthority } from "@/lib/infra/signing/signing-authority";
import { verifySignature, type SignatureFailure, type VerifiedSignature } from "@/lib/infra/signing/verify";

/** A request for a signature as it is stored. */
export interface OpenRequest {
  readonly nonce: string;
  readonly applicationId: string;
  readonly stage: string;
  readonly purpose: string;
  readonly document: Uint8Array;
  readonly documentHash: string;
  readonly seq: number;
  readonly content: unknown;
}

export type SigningFailure =
  | { readonly kind: "signature"; readonly failure: SignatureFailure }
  /** The document was signed already, is too old, or is somebody else's. */
  | { readonly kind: "document-gone" };

/** Verifies a CMS over the bytes that were prepared under this nonce for this person. Nothing is written. */
export async function verifyCms(
  nonce: string,
  cms: string,
  signer: Iin,
  at: Date,
): Promise<Result<{ request: OpenRequest; verified: VerifiedSignature; cms: Uint8Array }, SigningFailure>> {
  const request = await db.signatureRequest.findUnique({ where: { nonce } });
  if (request?.signer !== signer || request.usedAt || request.expiresAt <= realNow()) {
    return err({ kind: "document-gone" });
  }
  const authority = await openSigningAuthority({ ...env, ncaOcspUrl: env.ncaOcspUrl }, realNow);
  const der = cmsFromText(cms);
  const verified = await verifySignature({
    bytes: new Uint8Array(request.document),
    cms: der,
    expected: { iin: signer },
    purpose: "document",
    at,
    realNow: realNow(),
    ...authority,
  });
  return verified.ok
    ? ok({ request, verified: verified.value, cms: der })
    : err({ kind: "signature", failure: verified.error });
}

/** Thrown inside a transaction to undo it: another signature of the same document came first. */
export class DocumentAlreadySigned extends Error {
  override readonly name = "DocumentAlreadySigned";
}

/** Uses up the request and stores the signature with its evidence, in the transaction of what it decides. */
export async function keepSignature(
  tx: Tx,
  id: string,
  signer: Iin,
  signed: { readonly request: OpenRequest; readonly verified: VerifiedSignature; readonly cms: Uint8Array },
): Promise<void> {
  const { request, verified, cms } = signed;
  const { count } = await tx.signatureRequest.updateMany({
    where: { nonce: request.nonce, usedAt: null },
    data: { usedAt: realNow() },
  });
  if (count !== 1) throw new DocumentAlreadySigned();
  const { applicationId, stage, purpose, document, documentHash } = request;
  await tx.signature.create({
    data: {
      id,
      applicationId,
      stage,
      purpose,
      signer,
      method: "eds",
      document: new Uint8Array(document),
      documentHash,
      cms: new Uint8Array(cms),
      certificate: new Uint8Array(verified.certificate.der),
      evidence: evidenceOf(verified),
      signedAt: verified.signedAt,
    },
  });
}

function evidenceOf({ evidence, certificate, signer, claimedAt }: VerifiedSignature) {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
  return {
    revocation: JSON.parse(
      JSON.stringify(evidence, (_, value: unknown) => (value instanceof Uint8Array ? base64(value) : value)),
    ) as object,
    serial: certificate.serial,
    issuer: certificate.issuer,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    signer: [signer.surname, signer.givenName, signer.patronymic].filter(Boolean).join(" "),
    claimedAt: claimedAt.toISOString(),
  };
}
