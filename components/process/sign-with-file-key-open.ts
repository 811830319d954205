import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { err, ok } from "@/lib/kernel/result";
import type { Result } from "@/lib/kernel/result";

/** Every way in which signing by a file key stops in the page; each has a message under `signing.fileKey.failures`. */
export type FileKeyFailure =
  | "file-missing"
  | "password-missing"
  | "not-a-key-file"
  | "wrong-password"
  | "no-signing-key"
  | "unsupported-key"
  | "certificate-expired"
  | "certificate-not-yet-valid"
  | "wrong-person"
  | "crypto-unavailable"
  | "could-not-load"
  | "timeout";

/** Private keys (PKCS #8) and certificates found in a key file; DER. */
export type OpenedKeyFile = {
  privateKeys: readonly Uint8Array<ArrayBuffer>[];
  certificates: readonly Uint8Array<ArrayBuffer>[];
};

const pbes2 = "1.2.840.113549.1.5.13";
const pbkdf2 = "1.2.840.113549.1.5.12";
/** AES-128 and AES-256 in CBC mode; browsers do without AES-192. */
const openedByBrowser: readonly string[] = ["2.16.840.1.101.3.4.1.2", "2.16.840.1.101.3.4.1.42"];
const encryptedData = "1.2.840.113549.1.7.6";
const data = "1.2.840.113549.1.7.1";

/** A file key is some 10 KB. */
const largestFile = 1_048_576;

/** Opens a .p12: AES by WebCrypto; older ciphers (RC2, 3DES) by code that is loaded only for them. */
export async function openKeyFile(
  file: Uint8Array<ArrayBuffer>,
  password: string,
): Promise<Result<OpenedKeyFile, FileKeyFailure>> {
  const contents = file.byteLength > largestFile ? null : contentsOf(file);
  if (!contents) return err("not-a-key-file");
  if (!contents.every(isModern)) return openOld(file, password);
  try {
    return ok(await decrypt(contents, new TextEncoder().encode(password).buffer));
  } catch (failure) {
    if (failure instanceof OldCipher) return openOld(file, password);
    // Wrong padding, or nonsense where a structure should be: what a wrong password leaves behind.
    return err("wrong-password");
  }
}

async function openOld(file: Uint8Array, password: string): Promise<Result<OpenedKeyFile, FileKeyFailure>> {
  const { openOldKeyFile } = await import("./sign-with-file-key-old");
  return openOldKeyFile(file, password);
}

class OldCipher extends Error {}

function contentsOf(file: Uint8Array<ArrayBuffer>): readonly pkijs.ContentInfo[] | null {
  try {
    const { authSafe } = pkijs.PFX.fromBER(file);
    const inner: unknown = authSafe.content;
    if (authSafe.contentType !== data || !(inner instanceof asn1js.OctetString)) return null;
    return pkijs.AuthenticatedSafe.fromBER(inner.getValue()).safeContents;
  } catch {
    return null;
  }
}

function isModern(content: pkijs.ContentInfo): boolean {
  if (content.contentType !== encryptedData) return true;
  const encrypted = new pkijs.EncryptedData({ schema: content.content });
  return isAes(encrypted.encryptedContentInfo.contentEncryptionAlgorithm);
}

function isAes(algorithm: pkijs.AlgorithmIdentifier): boolean {
  if (algorithm.algorithmId !== pbes2) return false;
  const { keyDerivationFunc, encryptionScheme } = new pkijs.PBES2Params({ schema: algorithm.algorithmParams });
  return keyDerivationFunc.algorithmId === pbkdf2 && openedByBrowser.includes(encryptionScheme.algorithmId);
}

async function decrypt(contents: readonly pkijs.ContentInfo[], password: ArrayBuffer): Promise<OpenedKeyFile> {
  const privateKeys: Uint8Array<ArrayBuffer>[] = [];
  const certificates: Uint8Array<ArrayBuffer>[] = [];
  for (const content of contents) {
    const safe = pkijs.SafeContents.fromBER(await plain(content, password));
    for (const { bagValue } of safe.safeBags) {
      if (bagValue instanceof pkijs.PKCS8ShroudedKeyBag) {
        if (!isAes(bagValue.encryptionAlgorithm)) throw new OldCipher();
        const contentInfo = new pkijs.EncryptedContentInfo({
          contentEncryptionAlgorithm: bagValue.encryptionAlgorithm,
          encryptedContent: bagValue.encryptedData,
        });
        const key = await new pkijs.EncryptedData({ encryptedContentInfo: contentInfo }).decrypt({ password });
        privateKeys.push(new Uint8Array(key));
      } else if (bagValue instanceof pkijs.PrivateKeyInfo) {
        privateKeys.push(new Uint8Array(bagValue.toSchema().toBER(false)));
      } else if (bagValue instanceof pkijs.CertBag && bagValue.parsedValue instanceof pkijs.Certificate) {
        certificates.push(new Uint8Array(bagValue.parsedValue.toSchema().toBER(false)));
      }
    }
  }
  return { privateKeys, certificates };
}

async function plain(content: pkijs.ContentInfo, password: ArrayBuffer): Promise<ArrayBuffer> {
  if (content.contentType === encryptedData) {
    return new pkijs.EncryptedData({ schema: content.content }).decrypt({ password });
  }
  const inner: unknown = content.content;
  if (!(inner instanceof asn1js.OctetString)) throw new TypeError("A safe without content.");
  return inner.getValue();
}
