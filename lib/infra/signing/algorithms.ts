import "server-only";

/** Hash algorithms accepted in a signature, by object identifier (RFC 5754 §2). SHA-1 is left out on purpose. */
const hashes: Readonly<Record<string, HashName>> = {
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};

/** RSASSA-PKCS1-v1_5 with its hash (RFC 5754 §3.2). */
const rsaSignatures: Readonly<Record<string, HashName>> = {
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
};

/** A CMS may name the key's algorithm alone; the hash is then the digest algorithm (RFC 3370 §3.2). */
const bareRsa = "1.2.840.113549.1.1.1";

/** Kazakhstan's GOST family, most specific first. The arcs are those of the National Certification Authority's keys. */
const gost: readonly (readonly [arc: string, name: string])[] = [
  ["1.2.398.3.10.1.1.1", "GOST 34.310-2004"],
  ["1.2.398.3.10.1.1.2", "GOST 34.10-2015"],
  ["1.2.398.3.10", "GOST"],
];

const others: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.1.5": "SHA-1 with RSA",
  "1.3.14.3.2.26": "SHA-1",
  "1.2.840.113549.1.1.10": "RSASSA-PSS",
  "1.2.840.10045.4.3.2": "ECDSA with SHA-256",
  "1.2.840.10045.4.3.3": "ECDSA with SHA-384",
};

export type HashName = "sha256" | "sha384" | "sha512";

/** The smallest RSA key taken as an answer, in bits: the NCA issues 2048 to people and 4096 to its own authorities. */
export const smallestRsaKey = 2048;

/** The name to show a person for an algorithm that is not accepted; the identifier itself where there is no name. */
export function algorithmName(oid: string): string {
  const family = gost.find(([arc]) => oid === arc || oid.startsWith(`${arc}.`));
  return family?.[1] ?? others[oid] ?? oid;
}

/** Whether an algorithm is one of Kazakhstan's GOST family. */
export function isGost(oid: string): boolean {
  return gost.some(([arc]) => oid === arc || oid.startsWith(`${arc}.`));
}

/** The hash of a digest algorithm, or null when it is not accepted. */
export function hashOf(digestOid: string): HashName | null {
  return hashes[digestOid] ?? null;
}

/** The hash that an RSA signature is made with, or null when the pair is not accepted or contradicts itself. */
export function rsaHash(signatureOid: string, digestOid: string): HashName | null {
  const digest = hashOf(digestOid);
  if (signatureOid === bareRsa) return digest;
  return rsaSignatures[signatureOid] === digest ? digest : null;
}

/** Whether an algorithm of a signature belongs to the accepted family, whatever its hash. */
export function isRsaSignature(signatureOid: string): boolean {
  return signatureOid === bareRsa || signatureOid in rsaSignatures;
}

/** The hash of a signature that stands without a digest algorithm (certificates, CRL, OCSP), or null when not accepted. */
export function signatureHash(signatureOid: string): HashName | null {
  return rsaSignatures[signatureOid] ?? null;
}
