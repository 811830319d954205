import "server-only";
import { createHash } from "node:crypto";
import { isIin } from "@/lib/kernel/iin";
import type { Iin } from "@/lib/kernel/iin";
import { err, ok } from "@/lib/kernel/result";
import type { Result } from "@/lib/kernel/result";
import { algorithmName, isGost, isRsaSignature, rsaHash } from "./algorithms";
import { holderOf, isValidAt, issuerName, rsaKeyOf, signatureHolds } from "./certificate";
import type { ReadCertificate } from "./certificate";
import { findChain } from "./chain";
import type { Trust } from "./chain";
import { algorithmsIn, parseDetachedSignature } from "./cms";
import type { DetachedSignature } from "./cms";
import type { GostVerifier } from "./ncanode";
import { checkEvidence, checkRevocation } from "./revocation";
import type { RevocationEvidence, RevocationFailure, RevocationSource } from "./revocation";

const emailProtection = "1.3.6.1.5.5.7.3.4";
const clientAuthentication = "1.3.6.1.5.5.7.3.2";
const organisation = "1.2.398.3.3.4.1.2";

/** Every way in which a signature is refused; each has a message `signing.failures.<reason>` in three languages. */
export const signatureFailureReasons = [
  "not-a-signature",
  "unsupported-algorithm",
  "content-changed",
  "bad-signature",
  "wrong-chain",
  "expired",
  "not-yet-valid",
  "wrong-key-usage",
  "wrong-person",
  "own-key",
  "other-entity",
  "revoked",
  "revocation-unknown",
  "revocation-unavailable",
] as const;

type SignatureFailureReason = (typeof signatureFailureReasons)[number];

/** `algorithm` is a name for people, such as "GOST 34.10-2015". */
export type SignatureFailure =
  | { reason: Exclude<SignatureFailureReason, "unsupported-algorithm"> }
  | { reason: "unsupported-algorithm"; algorithm: string };

/** Whose signature it must be. An organisation's key signs only where its BIN is expected, and a person's own only where none is. */
export type ExpectedSigner = { iin: Iin; bin?: string } | "whoever-signed";

type Signer = {
  iin: Iin;
  bin: string | null;
  surname: string;
  givenName: string;
  patronymic: string | null;
};

export type VerifiedSignature = {
  signer: Signer;
  certificate: { serial: string; notBefore: Date; notAfter: Date; issuer: string; der: Uint8Array };
  evidence: RevocationEvidence;
  /** The instant the certificate was judged at: our clock, never the signer's. */
  signedAt: Date;
  /** The signing time that the signer's computer put in; proves nothing. */
  claimedAt: Date;
};

export type SignatureToVerify = {
  /** Our own copy of the exact bytes that were shown. */
  bytes: Uint8Array;
  /** DER of the detached CMS. */
  cms: Uint8Array;
  expected: ExpectedSigner;
  /** A document needs a signing key; for signing in, an older authentication key will do as well (never demanded). */
  purpose: "document" | "sign-in";
  /** The moment of signing by the person's clock. */
  at: Date;
  /** Real time, against which OCSP answers and lists must be fresh. */
  realNow: Date;
  trust: Trust;
  revocation: RevocationSource;
  /** Who verifies signatures by GOST keys; without one they are refused by name. */
  gost?: GostVerifier | undefined;
};

/** A signature as it was kept; `at` and `evidence` are those of its VerifiedSignature. */
export type StoredSignature = {
  bytes: Uint8Array;
  cms: Uint8Array;
  at: Date;
  evidence: RevocationEvidence;
};

/**
 * Verifies a detached CMS (CAdES-BES) in full: structure, digest of our bytes, signature, chain to a root of `trust`,
 * validity, key usage, the person, revocation. One use of a nonce is the caller's to check: it stands in the bytes.
 * A refusal names the first thing that is wrong; the network is asked last. Never throws for what the CMS contains.
 */
export async function verifySignature(input: SignatureToVerify): Promise<Result<VerifiedSignature, SignatureFailure>> {
  const algorithm = algorithmsIn(input.cms)?.signature;
  if (input.gost && algorithm !== undefined && isGost(algorithm)) return input.gost(input);
  return verifyWith(input, (signer, chain) => checkRevocation(signer, chain, input.revocation, input.realNow));
}

type RevocationCheck = (
  signer: ReadCertificate,
  chain: readonly ReadCertificate[],
) => Promise<RevocationEvidence | RevocationFailure>;

async function verifyWith(
  input: Omit<SignatureToVerify, "realNow" | "revocation">,
  notRevoked: RevocationCheck,
): Promise<Result<VerifiedSignature, SignatureFailure>> {
  const unsupported = unsupportedAlgorithm(input.cms);
  if (unsupported !== null) return err({ reason: "unsupported-algorithm", algorithm: unsupported });
  const cms = parseDetachedSignature(input.cms);
  if (!cms) return err({ reason: "not-a-signature" });
  if (rsaKeyOf(cms.signer) === null) {
    const { algorithmId } = cms.signer.parsed.subjectPublicKeyInfo.algorithm;
    return err({ reason: "unsupported-algorithm", algorithm: algorithmName(algorithmId) });
  }
  const mathematics = signatureFault(cms, input.bytes);
  if (mathematics) return err({ reason: mathematics });

  const certificate = cms.signer;
  // No root means no authority was configured: nobody can be asked, and the key may well be right.
  if (input.trust.roots.length === 0) return err({ reason: "revocation-unavailable" });
  // A certificate out of its time is told so by name, whichever authorities are valid now.
  const chain = findChain(certificate, cms.offered, input.trust, input.at);
  if (!chain) return err({ reason: "wrong-chain" });
  if (!isValidAt(certificate, input.at)) {
    return err({ reason: input.at < certificate.notBefore ? "not-yet-valid" : "expired" });
  }
  if (!mayServe(certificate, input.purpose)) return err({ reason: "wrong-key-usage" });
  const signer = signerOf(certificate);
  if (!signer || !isExpected(signer, input.expected)) return err({ reason: "wrong-person" });
  const otherwise = organisationFault(signer.bin, certificate.extendedKeyUsage.includes(organisation), input.expected);
  if (otherwise) return err({ reason: otherwise });

  const evidence = await notRevoked(certificate, chain);
  if (typeof evidence === "string") return err({ reason: evidence });
  return ok({
    signer,
    certificate: {
      serial: certificate.serial,
      notBefore: certificate.notBefore,
      notAfter: certificate.notAfter,
      issuer: issuerName(certificate),
      der: certificate.der,
    },
    evidence,
    signedAt: input.at,
    claimedAt: cms.signingTime,
  });
}

/**
 * Verifies a stored signature once more, without a network: everything as at the moment of signing, revocation by the
 * evidence kept then. Evidence that was changed or is missing gives `revocation-unavailable`.
 */
export async function verifyAgain(
  stored: StoredSignature,
  trust: Trust,
  expected: ExpectedSigner = "whoever-signed",
): Promise<Result<VerifiedSignature, SignatureFailure>> {
  const input = { bytes: stored.bytes, cms: stored.cms, expected, purpose: "document", at: stored.at, trust } as const;
  return verifyWith(input, (signer, chain) => checkEvidence(signer, chain, stored.evidence));
}

function unsupportedAlgorithm(cms: Uint8Array): string | null {
  const algorithms = algorithmsIn(cms);
  if (!algorithms || rsaHash(algorithms.signature, algorithms.digest) !== null) return null;
  return algorithmName(isRsaSignature(algorithms.signature) ? algorithms.digest : algorithms.signature);
}

function signatureFault(cms: DetachedSignature, bytes: Uint8Array): "content-changed" | "bad-signature" | null {
  const hash = rsaHash(cms.signatureAlgorithm, cms.digestAlgorithm);
  if (hash === null) return "bad-signature";
  if (!signatureHolds(cms.signedAttributes, cms.signature, hash, cms.signer)) return "bad-signature";
  if (!cms.namesItsCertificate) return "bad-signature";
  return createHash(hash).update(bytes).digest().equals(cms.messageDigest) ? null : "content-changed";
}

/**
 * The NCA's signing keys: digitalSignature + nonRepudiation, EKU emailProtection. Since 2024 one key serves for both, so an
 * authentication key is never demanded, and never signs.
 */
function mayServe(certificate: ReadCertificate, purpose: SignatureToVerify["purpose"]): boolean {
  const { keyUsage, extendedKeyUsage } = certificate;
  if (!keyUsage.has("digitalSignature")) return false;
  if (keyUsage.has("nonRepudiation") && extendedKeyUsage.includes(emailProtection)) return true;
  return purpose === "sign-in" && extendedKeyUsage.includes(clientAuthentication);
}

function signerOf(certificate: ReadCertificate): Signer | null {
  const holder = holderOf(certificate);
  return holder && isIin(holder.iin) ? { ...holder, iin: holder.iin } : null;
}

function isExpected(signer: Signer, expected: ExpectedSigner): boolean {
  if (expected === "whoever-signed") return true;
  return signer.iin === expected.iin;
}

/**
 * A key issued for an organisation does not speak for the person alone, nor for another organisation; and a person's own speaks for none.
 * In: the BIN in the certificate, and whether it is marked as an organisation's.
 */
export function organisationFault(
  bin: string | null,
  isMarked: boolean,
  expected: ExpectedSigner,
): "wrong-key-usage" | "own-key" | "other-entity" | null {
  if (expected === "whoever-signed") return null;
  if (expected.bin === undefined) return bin !== null || isMarked ? "wrong-key-usage" : null;
  if (bin === null || !isMarked) return "own-key";
  return bin === expected.bin ? null : "other-entity";
}
