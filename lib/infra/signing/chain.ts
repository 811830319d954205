import "server-only";
import { isIssuedBy, isValidAt, readCertificate } from "./certificate";
import type { ReadCertificate } from "./certificate";

/** The authorities believed without proof, and those known to stand below them; DER each. */
export type Trust = {
  roots: readonly Uint8Array[];
  intermediates: readonly Uint8Array[];
};

/** NCA chains have one authority between root and person; more than this many is not a chain of ours. */
const mostAuthorities = 4;

/**
 * The authorities above `leaf`, nearest first, ending in a root of `trust` (RFC 5280 §6.1, without name constraints:
 * an authority that carries them is refused as not understood). `offered` are certificates that came with the signature:
 * they may complete the chain, never end it. Names alone prove nothing: each step is a signature.
 * Null when there is no such chain valid at `at`.
 */
export function findChain(
  leaf: ReadCertificate,
  offered: readonly ReadCertificate[],
  trust: Trust,
  at: Date,
): readonly ReadCertificate[] | null {
  const roots = readAll(trust.roots);
  const between = [...readAll(trust.intermediates), ...offered];

  function climb(from: ReadCertificate, above: readonly ReadCertificate[]): readonly ReadCertificate[] | null {
    if (above.length >= mostAuthorities) return null;
    const mayIssue = (issuer: ReadCertificate) => isAuthority(issuer, above.length, at) && isIssuedBy(from, issuer);
    const root = roots.find(mayIssue);
    if (root) return [...above, root];
    for (const next of between) {
      if (above.includes(next) || !mayIssue(next)) continue;
      const found = climb(next, [...above, next]);
      if (found) return found;
    }
    return null;
  }
  return leaf.hasUnknownCriticalExtension ? null : climb(leaf, []);
}

function isAuthority(certificate: ReadCertificate, authoritiesBelow: number, at: Date): boolean {
  return (
    certificate.isCertificateAuthority &&
    certificate.keyUsage.has("keyCertSign") &&
    !certificate.hasUnknownCriticalExtension &&
    (certificate.pathLength === null || authoritiesBelow <= certificate.pathLength) &&
    isValidAt(certificate, at)
  );
}

function readAll(certificates: readonly Uint8Array[]): readonly ReadCertificate[] {
  return certificates.map(readCertificate).filter((certificate) => certificate !== null);
}
