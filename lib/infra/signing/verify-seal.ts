import "server-only";
import { createHash } from "node:crypto";
import { rsaHash } from "./algorithms";
import { holderOf, isValidAt, organisationOf, signatureHolds } from "./certificate";
import { findChain, type Trust } from "./chain";
import { parseSealInPdf } from "./cms";

/** What there is to say of a seal in a file. */
export interface SealVerdict {
  /** As the certificate names it. */
  readonly organisation: string;
  readonly bin: string | null;
  readonly certificateUntil: Date;
  /** Whether it was made with its certificate's key, which was good when it was made and leads to an authority that is believed. */
  readonly isTrusted: boolean;
  /** Whether it was made with the certificate's key, and over exactly these bytes. */
  readonly holds: boolean;
}

/**
 * When a seal was made. The seal itself only claims it: without a time stamp of an authority somebody else must know (ETSI EN 319 102-1 §5.5).
 * `at`: then. `by`: at some moment up to this one, and nobody knows which.
 */
export type SealMade = { readonly at: Date } | { readonly by: Date };

/**
 * Judges a seal (PAdES) over bytes that are given in parts: the mathematics, and its certificate with its chain for when it was made; where nobody
 * knows that, for the last moment at which the certificate was good. Null where it is no signature at all. Never throws for what it contains.
 */
export function judgeSeal(
  cms: Uint8Array,
  covered: readonly Uint8Array[],
  trust: Trust,
  made: SealMade,
): SealVerdict | null {
  const seal = parseSealInPdf(cms);
  if (!seal) return null;
  const hash = rsaHash(seal.signatureAlgorithm, seal.digestAlgorithm);
  const isMadeByKey =
    hash !== null &&
    seal.namesItsCertificate &&
    signatureHolds(seal.signedAttributes, seal.signature, hash, seal.signer);
  const at = "at" in made ? made.at : earlier(made.by, seal.signer.notAfter);
  return {
    organisation: organisationOf(seal.signer) ?? "",
    bin: holderOf(seal.signer)?.bin ?? null,
    certificateUntil: seal.signer.notAfter,
    isTrusted: isMadeByKey && isValidAt(seal.signer, at) && findChain(seal.signer, seal.offered, trust, at) !== null,
    holds: isMadeByKey && digestOf(hash, covered).equals(seal.messageDigest),
  };
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

function digestOf(hash: string, parts: readonly Uint8Array[]): Buffer {
  const digest = createHash(hash);
  for (const part of parts) digest.update(part);
  return digest.digest();
}
