import "server-only";
import { readFile } from "node:fs/promises";
import { holderOf, isValidAt, readCertificate, rsaKeyOf, type ReadCertificate } from "./certificate";
import { openKeyFile, type KeyFile } from "./key-file";

export type OrganisationKeySettings = {
  readonly dataDir: string;
  readonly organisationBin: string;
  readonly organisationKey: {
    readonly file?: string | undefined;
    readonly password: string;
    /** Whether a key of the test authority may stand in for one that is not given. */
    readonly mayBeTestKey: boolean;
  };
};

const opened = new Map<string, Promise<KeyFile>>();

/**
 * The key with which the portal seals what it gives people: the organisation's own (.p12, RSA), or in a demonstration one of the test authority.
 * Throws a sentence for whoever runs the portal when there is none, or none that may seal at `now` (real time) for this BIN. Opened once in a process.
 */
export async function openOrganisationKey(settings: OrganisationKeySettings, now: Date): Promise<KeyFile> {
  const { dataDir, organisationBin, organisationKey } = settings;
  const which = JSON.stringify([dataDir, organisationBin, organisationKey.file]);
  const key = opened.get(which) ?? open(settings);
  opened.set(which, key);
  try {
    const file = await key;
    const problem = problemOf(file, organisationBin, now);
    if (problem !== null) throw new Error(`The portal may not seal documents: ${problem}`);
    return file;
  } catch (reason) {
    opened.delete(which);
    throw reason;
  }
}

async function open({ dataDir, organisationBin, organisationKey }: OrganisationKeySettings): Promise<KeyFile> {
  const { file, password, mayBeTestKey } = organisationKey;
  if (file === undefined) {
    if (!mayBeTestKey) {
      throw new Error(
        "The portal seals the documents that it gives people, and needs the organisation's key for it: set ORGANISATION_BIN, ORGANISATION_KEY_FILE (a .p12 with an RSA key of the National Certification Authority) and ORGANISATION_KEY_PASSWORD.",
      );
    }
    const { organisationTestKey } = await import("./test-ca/organisation");
    return organisationTestKey(dataDir, organisationBin);
  }
  let content: Uint8Array;
  try {
    content = new Uint8Array(await readFile(file));
  } catch {
    throw new Error(`The organisation's key cannot be read: ${file} (ORGANISATION_KEY_FILE).`);
  }
  try {
    return openKeyFile(content, password);
  } catch {
    throw new Error(
      `The organisation's key ${file} does not open with ORGANISATION_KEY_PASSWORD, or is no .p12 file with an RSA key.`,
    );
  }
}

/** Why this key may not seal for the organisation; null when it may. */
function problemOf({ certificates: [der] }: KeyFile, bin: string, now: Date): string | null {
  const certificate = der && readCertificate(der);
  if (!certificate || rsaKeyOf(certificate) === null) return "its key is not of RSA with 2048 bits or more.";
  const held = binOf(certificate);
  if (held !== bin) return `its key is of BIN ${held ?? "none"}, while ORGANISATION_BIN is ${bin}.`;
  if (!certificate.keyUsage.has("nonRepudiation")) return "its key is not for signing (nonRepudiation).";
  if (!isValidAt(certificate, now)) {
    const day = (date: Date) => date.toISOString().slice(0, 10);
    return `its key is valid from ${day(certificate.notBefore)} to ${day(certificate.notAfter)} only.`;
  }
  return null;
}

function binOf(certificate: ReadCertificate): string | null {
  return holderOf(certificate)?.bin ?? null;
}
