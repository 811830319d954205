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

/** A key file brings its chain, two or three certificates; with more than this many the sender is not believed, and nothing is sought. */
const mostOffered = 10;

/**
 * The authorities above `leaf`, nearest first, ending in a root of `trust` (RFC 5280 §6.1, without name constraints:
 * an authority that carries them is refused as not understood). `offered` are certificates that came with the signature:
 * they may complete the chain, never end it. Names alone prove nothing: each step is a signature.
 * Null when there is no such chain valid at `at`, or too many are offered: what is offered decides how much work the search is.
 */
export function findChain(
  leaf: ReadCertificate,
  offered: readonly ReadCertificate[],
  trust: Trust,
  at: Date,
): readonly ReadCertificate[] | null {
  if (leaf.hasUnknownCriticalExtension || offered.length > mostOffered) return null;
  const roots = readAll(trust.roots);
  const between = [...readAll(trust.intermediates), ...offered];
  // Nearest first, and each once: further up a certificate leads nowhere where it does not lead from nearer to the person.
  const climbed = new Set<ReadCertificate>();
  let level: readonly Climb[] = [{ from: leaf, above: [] }];
  for (let authorities = 0; authorities < mostAuthorities; authorities += 1) {
    const next: Climb[] = [];
    for (const { from, above } of level) {
      const mayIssue = (issuer: ReadCertificate) => isAuthority(issuer, authorities, at) && isIssuedBy(from, issuer);
      const root = roots.find(mayIssue);
      if (root) return [...above, root];
      for (const issuer of between) {
        if (climbed.has(issuer) || !mayIssue(issuer)) continue;
        climbed.add(issuer);
        next.push({ from: issuer, above: [...above, issuer] });
      }
    }
    level = next;
  }
  return null;
}

/** A certificate whose issuer is sought, and the authorities up to it. */
interface Climb {
  readonly from: ReadCertificate;
  readonly above: readonly ReadCertificate[];
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
