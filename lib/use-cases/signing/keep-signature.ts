import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { realNow } from "@/lib/infra/clock";
import type { Tx } from "@/lib/infra/db/client";
import type { Prisma } from "@/lib/infra/db/generated/client";
import type { VerifiedSignature } from "@/lib/infra/signing/verify";
import { signedByCode, type SigningWay } from "@/lib/process/signing-ways";
import { evidenceOf, type OpenRequest } from "../verify-cms";
import type { GivenCode } from "./check-signing-code";
import { sealCode } from "./code-evidence";

/** A prepared document with what it was signed by, verified. `method` is what a declaration calls it. */
export type Signed =
  | {
      readonly method: "eds";
      readonly request: OpenRequest;
      readonly verified: VerifiedSignature;
      readonly cms: Uint8Array;
      readonly way: SigningWay;
    }
  | {
      readonly method: "otp";
      readonly request: OpenRequest;
      readonly given: GivenCode;
      /** On the signer's clock. */
      readonly signedAt: Date;
    };

/** Thrown inside a transaction to undo it: another signature of the same document came first. */
export class DocumentAlreadySigned extends Error {
  override readonly name = "DocumentAlreadySigned";
}

/**
 * Uses up the request and stores the signature with its evidence, in the transaction of what it decides. `basis`: what else the signer
 * went by, kept beside the evidence.
 */
export async function keepSignature(
  tx: Tx,
  id: string,
  signer: Iin,
  signed: Signed,
  basis: Prisma.InputJsonObject = {},
): Promise<void> {
  const { nonce, applicationId, stage, purpose, documentHash } = signed.request;
  const { count } = await tx.signatureRequest.updateMany({
    where: { nonce, usedAt: null },
    data: { usedAt: realNow() },
  });
  if (count !== 1) throw new DocumentAlreadySigned();
  const document = new Uint8Array(signed.request.document);
  const row = { id, applicationId, stage, purpose, signer, document, documentHash };
  switch (signed.method) {
    case "eds": {
      const { verified, cms, way } = signed;
      await tx.signature.create({
        data: {
          ...row,
          method: way,
          cms: new Uint8Array(cms),
          certificate: new Uint8Array(verified.certificate.der),
          evidence: { ...basis, ...evidenceOf(verified) },
          signedAt: verified.signedAt,
        },
      });
      return;
    }
    case "otp": {
      const { given, signedAt } = signed;
      const evidence = sealCode({ ...row, signedAt }, nonce, given);
      await tx.signature.create({
        data: { ...row, method: signedByCode, evidence: { ...basis, ...evidence }, signedAt },
      });
      // The number stays with the signature; the row of the code has done its work.
      await tx.signingCode.deleteMany({ where: { nonce } });
    }
  }
}
