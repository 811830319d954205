import "server-only";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { readCertificate } from "./certificate";
import type { Trust } from "./chain";
import { ncaRevocation } from "./nca-revocation";
import { ncaNode, type GostVerifier } from "./ncanode";
import type { RevocationSource } from "./revocation";

/** Whose certificates are believed, and who says that they were not revoked. */
export type SigningAuthority = { trust: Trust; revocation: RevocationSource; gost?: GostVerifier | undefined };

export type SigningAuthoritySettings = {
  /** On: the test authority. Off: its code is not even loaded. */
  mocks: boolean;
  dataDir: string;
  ncaOcspUrl?: string | undefined;
  ncaCrlUrls?: readonly string[] | undefined;
  /** NCANode, for signatures by GOST keys. */
  ncanodeUrl?: string | undefined;
};

const opened = new Map<string, Promise<SigningAuthority>>();

/**
 * The authority that signatures are verified against. With mocks, the test authority under `<dataDir>/ca`. Without, the
 * National Certification Authority, whose certificates the operator puts into `<dataDir>/nca` (.crt, .cer or .pem; those
 * signed by themselves are the roots). With none there, every signature is answered `revocation-unavailable`: fail closed.
 * Opened once in a process for the same settings, so that fetched lists are kept. `now` tells real time.
 */
export function openSigningAuthority(settings: SigningAuthoritySettings, now: () => Date): Promise<SigningAuthority> {
  const { mocks, dataDir, ncaOcspUrl, ncaCrlUrls, ncanodeUrl } = settings;
  const key = JSON.stringify([mocks, dataDir, ncaOcspUrl, ncaCrlUrls, ncanodeUrl]);
  let authority = opened.get(key);
  if (!authority) {
    authority = open(settings, now).catch((reason: unknown) => {
      opened.delete(key);
      throw reason;
    });
    opened.set(key, authority);
  }
  return authority;
}

async function open(settings: SigningAuthoritySettings, now: () => Date): Promise<SigningAuthority> {
  const gost = settings.ncanodeUrl === undefined ? undefined : ncaNode(settings.ncanodeUrl);
  if (settings.mocks) {
    const { openTestCa } = await import("./test-ca/test-ca");
    const ca = await openTestCa(settings.dataDir);
    return { trust: ca.trust, revocation: ca.revocationSource(now), gost };
  }
  const addresses = { ocspUrl: settings.ncaOcspUrl ?? null, crlUrls: settings.ncaCrlUrls ?? [] };
  const trust = await readTrust(path.join(settings.dataDir, "nca"));
  return { trust, revocation: ncaRevocation(addresses, now), gost };
}

async function readTrust(folder: string): Promise<Trust> {
  const roots: Uint8Array[] = [];
  const intermediates: Uint8Array[] = [];
  for (const name of await namesIn(folder)) {
    if (!/\.(crt|cer|pem)$/.test(name)) continue;
    const certificate = readCertificate(decode(await readFile(path.join(folder, name))));
    if (!certificate) throw new Error(`${path.join(folder, name)} is not a certificate.`);
    const isRoot = certificate.x509.checkIssued(certificate.x509);
    (isRoot ? roots : intermediates).push(certificate.der);
  }
  return { roots, intermediates };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (reason) {
    if (reason instanceof Error && "code" in reason && reason.code === "ENOENT") return [];
    throw reason;
  }
}

/** PEM or DER. */
function decode(content: Buffer): Uint8Array {
  const armoured = /-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/.exec(content.toString("latin1"))?.[1];
  return new Uint8Array(armoured === undefined ? content : Buffer.from(armoured, "base64"));
}
