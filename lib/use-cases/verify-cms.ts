import "server-only";
import { z } from "zod";
import { err, ok, type Result } from "@/lib/kernel/result";
import { binSchema, isBin, type Bin } from "@/lib/kernel/bin";
import { isIin, type Iin } from "@/lib/kernel/iin";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { cmsFromText } from "@/lib/infra/signing/cms";
import { openSigningAuthority } from "@/lib/infra/signing/signing-authority";
import {
  verifyAgain,
  verifySignature,
  type SignatureFailure,
  type VerifiedSignature,
} from "@/lib/infra/signing/verify";
import type { CodeFailure } from "./signing/check-signing-code";
import { readCodeEvidence, verifyCodeSeal, type SealedRow } from "./signing/code-evidence";

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
  | { readonly kind: "code"; readonly failure: CodeFailure }
  /** The document was signed already, is too old, or is somebody else's. */
  | { readonly kind: "document-gone" };

/**
 * Verifies a CMS over the bytes that were prepared under this nonce for this person, made with their own key; with a BIN, with the one that
 * they hold in that organisation. Nothing is written.
 */
export async function verifyCms(
  nonce: string,
  cms: string,
  signer: Iin,
  at: Date,
  bin: Bin | null = null,
): Promise<Result<{ request: OpenRequest; verified: VerifiedSignature; cms: Uint8Array }, SigningFailure>> {
  const request = await db.signatureRequest.findUnique({ where: { nonce } });
  if (request?.signer !== signer || request.usedAt || request.expiresAt <= realNow()) {
    return err({ kind: "document-gone" });
  }
  const authority = await openSigningAuthority(env, realNow);
  const der = cmsFromText(cms);
  const verified = await verifySignature({
    bytes: new Uint8Array(request.document),
    cms: der,
    expected: expectedOf(signer, bin),
    purpose: "document",
    at,
    realNow: realNow(),
    ...authority,
  });
  return verified.ok
    ? ok({ request, verified: verified.value, cms: der })
    : err({ kind: "signature", failure: verified.error });
}

function expectedOf(iin: Iin, bin: Bin | null): { iin: Iin; bin?: string } {
  return bin === null ? { iin } : { iin, bin };
}

/** What is to be kept beside a verified signature, so that it can be verified again. */
export function evidenceOf({ evidence, certificate, signer, claimedAt }: VerifiedSignature): SignatureEvidence {
  return {
    revocation: {
      checkedAt: evidence.checkedAt.toISOString(),
      ocsp: evidence.ocsp && toBase64(evidence.ocsp),
      crls: evidence.crls.map(toBase64),
      ...(evidence.ncanode === undefined ? {} : { ncanode: evidence.ncanode }),
    },
    serial: certificate.serial,
    issuer: certificate.issuer,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    signer: [signer.surname, signer.givenName, signer.patronymic].filter(Boolean).join(" "),
    claimedAt: claimedAt.toISOString(),
    ...(signer.bin !== null && isBin(signer.bin) ? { bin: signer.bin } : {}),
  };
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

/** What is kept beside a signature, so that it can be verified when the certificate is long gone. */
const signatureEvidenceSchema = z.object({
  revocation: z.object({
    checkedAt: z.iso.datetime(),
    ocsp: z.base64().nullable(),
    crls: z.array(z.base64()),
    /** What NCANode answered, where it verified the signature: there is no proof that could be looked at again without it. */
    ncanode: z.string().optional(),
  }),
  serial: z.string(),
  issuer: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  signer: z.string(),
  claimedAt: z.string(),
  /** Of the organisation whose key it was. */
  bin: binSchema.optional(),
});
type SignatureEvidence = z.infer<typeof signatureEvidenceSchema>;

/** A signature as it is stored. */
export interface StoredRow extends SealedRow {
  /** Null where it was signed by a one-time code. */
  readonly cms: Uint8Array | null;
  readonly evidence: unknown;
}

/** What was kept beside a signature; null when it cannot be read. */
export function readEvidence(evidence: unknown): SignatureEvidence | null {
  return signatureEvidenceSchema.safeParse(evidence).data ?? null;
}

/** What has come of verifying a stored signature once more. */
export type StoredVerdict =
  | { readonly kind: "valid" }
  | {
      readonly kind: "invalid";
      readonly reason: "content-changed" | "bad-signature" | "wrong-chain" | "evidence" | "other";
    }
  /** By GOST keys, and NCANode cannot be asked or speaks of today; or sealed by a key that the portal no longer has: it held when it was taken. */
  | { readonly kind: "unknown" };

/** Verifies a stored signature once more, by the evidence kept with it; NCANode alone is asked anew. */
export async function verifyStored(row: StoredRow): Promise<StoredVerdict> {
  const { cms } = row;
  return cms === null ? verifyByCode(row) : verifyByEds({ ...row, cms });
}

/** A code proves nothing by itself: what is verified is that nothing of what the portal sealed has changed. */
function verifyByCode(row: StoredRow): StoredVerdict {
  const evidence = readCodeEvidence(row.evidence);
  if (!evidence) return { kind: "invalid", reason: "evidence" };
  const seal = verifyCodeSeal(row, evidence);
  switch (seal) {
    case "sealed":
      return { kind: "valid" };
    case "unknown":
      return { kind: "unknown" };
    case "content-changed":
      return { kind: "invalid", reason: seal };
    case "broken":
      return { kind: "invalid", reason: "evidence" };
  }
}

async function verifyByEds(row: StoredRow & { readonly cms: Uint8Array }): Promise<StoredVerdict> {
  const evidence = readEvidence(row.evidence);
  if (!evidence || !isIin(row.signer)) return { kind: "invalid", reason: "evidence" };
  const expected = expectedOf(row.signer, evidence.bin ?? null);
  const { checkedAt, ocsp, crls } = evidence.revocation;
  const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, "base64"));
  const { trust, gost } = await openSigningAuthority(env, realNow);
  const stored = {
    bytes: new Uint8Array(row.document),
    cms: new Uint8Array(row.cms),
    at: row.signedAt,
    evidence: {
      checkedAt: new Date(checkedAt),
      ocsp: ocsp === null ? null : fromBase64(ocsp),
      crls: crls.map(fromBase64),
    },
  };
  if (evidence.revocation.ncanode !== undefined) {
    const purpose = "document" as const;
    const { bytes, cms, at } = stored;
    const again = await gost?.({ bytes, cms, at, expected, purpose, realNow: realNow() });
    if (again?.ok) return { kind: "valid" };
    const isBad = again?.error.reason === "bad-signature" || again?.error.reason === "not-a-signature";
    return isBad ? { kind: "invalid", reason: "bad-signature" } : { kind: "unknown" };
  }
  const verified = await verifyAgain(stored, trust, expected);
  return verified.ok ? { kind: "valid" } : { kind: "invalid", reason: reasonOf(verified.error) };
}

function reasonOf({ reason }: SignatureFailure): Extract<StoredVerdict, { kind: "invalid" }>["reason"] {
  switch (reason) {
    case "content-changed":
    case "bad-signature":
    case "wrong-chain":
      return reason;
    case "revoked":
    case "revocation-unknown":
    case "revocation-unavailable":
    case "wrong-person":
    case "own-key":
    case "other-entity":
      return "evidence";
    case "not-a-signature":
    case "unsupported-algorithm":
    case "expired":
    case "not-yet-valid":
    case "wrong-key-usage":
      return "other";
  }
}
