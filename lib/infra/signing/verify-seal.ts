import "server-only";
import { createHash } from "node:crypto";
import { rsaHash } from "./algorithms";
import { holderOf, organisationOf, signatureHolds } from "./certificate";
import { findChain, type Trust } from "./chain";
import { parseSealInPdf } from "./cms";

/** What there is to say of a seal in a file. */
export interface SealVerdict {
  /** As the certificate names it. */
  readonly organisation: string;
  readonly bin: string | null;
  readonly certificateUntil: Date;
  /** Whether its certificate leads to an authority that is believed. */
  readonly isTrusted: boolean;
  /** Whether it was made with the certificate's key, and over exactly these bytes. */
  readonly holds: boolean;
}

/**
 * Judges a seal (PAdES) over bytes that are given in parts: the mathematics, and the chain of its certificate at `at`. Null where it is no
 * signature at all. Never throws for what it contains.
 */
export function judgeSeal(cms: Uint8Array, covered: readonly Uint8Array[], trust: Trust, at: Date): SealVerdict | null {
  const seal = parseSealInPdf(cms);
  if (!seal) return null;
  const hash = rsaHash(seal.signatureAlgorithm, seal.digestAlgorithm);
  const isMadeByKey =
    hash !== null &&
    seal.namesItsCertificate &&
    signatureHolds(seal.signedAttributes, seal.signature, hash, seal.signer);
  return {
    organisation: organisationOf(seal.signer) ?? "",
    bin: holderOf(seal.signer)?.bin ?? null,
    certificateUntil: seal.signer.notAfter,
    isTrusted: isMadeByKey && findChain(seal.signer, seal.offered, trust, at) !== null,
    holds: isMadeByKey && digestOf(hash, covered).equals(seal.messageDigest),
  };
}

function digestOf(hash: string, parts: readonly Uint8Array[]): Buffer {
  const digest = createHash(hash);
  for (const part of parts) digest.update(part);
  return digest.digest();
}
