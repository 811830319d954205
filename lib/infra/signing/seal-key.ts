import "server-only";
import { readFile } from "node:fs/promises";
import type { Seal } from "@/lib/kernel/seal";
import { holderOf, isValidAt, readCertificate, rsaKeyOf, type ReadCertificate } from "./certificate";
import { openKeyFile, type KeyFile } from "./key-file";

export interface SealKeySettings {
  /** The organisation whose key it must be. */
  readonly bin: string;
  readonly file?: string | undefined;
  readonly password: string;
  /** Whether a key of the test authority may stand in for one that is not given. */
  readonly mayBeTestKey: boolean;
}

export interface SealSettings {
  readonly dataDir: string;
  readonly sealKeys: Readonly<Record<Seal, SealKeySettings>>;
}

/** Whoever runs the portal reads of a key by its variables' names: `<prefix>_BIN`, `<prefix>_KEY_FILE`, `<prefix>_KEY_PASSWORD`. */
const prefixes = {
  portal: "ORGANISATION",
  interior: "INTERIOR_MINISTRY",
  justice: "JUSTICE_MINISTRY",
} as const satisfies Record<Seal, string>;

const opened = new Map<string, Promise<KeyFile>>();

/**
 * A key with which the portal seals what it gives people: the organisation's own (.p12, RSA), or in a demonstration one of the test authority.
 * Throws a sentence for whoever runs the portal when there is none, or none that may seal at `now` (real time) for this BIN. Opened once in a process.
 */
export async function openSealKey(settings: SealSettings, seal: Seal, now: Date): Promise<KeyFile> {
  const { dataDir, sealKeys } = settings;
  const { bin, file: name } = sealKeys[seal];
  const which = JSON.stringify([dataDir, seal, bin, name]);
  const key = opened.get(which) ?? open(settings, seal);
  opened.set(which, key);
  try {
    const file = await key;
    const problem = problemOf(file, sealKeys[seal].bin, prefixes[seal], now);
    if (problem !== null) throw new Error(`The portal may not seal documents: ${problem}`);
    return file;
  } catch (reason) {
    opened.delete(which);
    throw reason;
  }
}

async function open({ dataDir, sealKeys }: SealSettings, seal: Seal): Promise<KeyFile> {
  const { bin, file, password, mayBeTestKey } = sealKeys[seal];
  const prefix = prefixes[seal];
  if (file === undefined) {
    if (!mayBeTestKey) {
      throw new Error(
        `The portal seals the documents that it gives people, and needs ${needed[seal]} for it: set ${prefix}_BIN, ${prefix}_KEY_FILE (a .p12 with an RSA key of the National Certification Authority) and ${prefix}_KEY_PASSWORD.`,
      );
    }
    const { testSealKey } = await import("./test-ca/test-seal-keys");
    return testSealKey(dataDir, seal, bin);
  }
  let content: Uint8Array;
  try {
    content = new Uint8Array(await readFile(file));
  } catch {
    throw new Error(`The key cannot be read: ${file} (${prefix}_KEY_FILE).`);
  }
  try {
    return openKeyFile(content, password);
  } catch {
    throw new Error(`The key ${file} does not open with ${prefix}_KEY_PASSWORD, or is no .p12 file with an RSA key.`);
  }
}

const needed = {
  portal: "the organisation's key",
  interior: "a key of the Ministry of Internal Affairs",
  justice: "a key of the Ministry of Justice",
} as const satisfies Record<Seal, string>;

/** Why this key may not seal for the organisation; null when it may. */
function problemOf({ certificates: [der] }: KeyFile, bin: string, prefix: string, now: Date): string | null {
  const certificate = der && readCertificate(der);
  if (!certificate || rsaKeyOf(certificate) === null) return "its key is not of RSA with 2048 bits or more.";
  const held = binOf(certificate);
  if (held !== bin) return `its key is of BIN ${held ?? "none"}, while ${prefix}_BIN is ${bin}.`;
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
