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
  const safes = file.byteLength > largestFile ? null : safesIn(file);
  if (!safes) return err("not-a-key-file");
  if (!safes.every((safe) => safe.kind === "plain" || isAes(safe.algorithm))) return openOld(file, password);
  try {
    return ok(await decrypt(safes, new TextEncoder().encode(password).buffer));
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

/** The parts of a key file: in the open, or under the password. pkijs reads a structure once only, so each is read here. */
type Safe =
  | { kind: "plain"; content: ArrayBuffer }
  | { kind: "encrypted"; content: pkijs.EncryptedData; algorithm: pkijs.AlgorithmIdentifier };

function safesIn(file: Uint8Array<ArrayBuffer>): readonly Safe[] | null {
  try {
    const { authSafe } = pkijs.PFX.fromBER(file);
    return authSafe.contentType === data
      ? pkijs.AuthenticatedSafe.fromBER(octetsOf(authSafe)).safeContents.map(safeOf)
      : null;
  } catch {
    return null;
  }
}

function safeOf(part: pkijs.ContentInfo): Safe {
  if (part.contentType !== encryptedData) return { kind: "plain", content: octetsOf(part) };
  const content = new pkijs.EncryptedData({ schema: part.content });
  return { kind: "encrypted", content, algorithm: content.encryptedContentInfo.contentEncryptionAlgorithm };
}

function octetsOf(part: pkijs.ContentInfo): ArrayBuffer {
  const content: unknown = part.content;
  if (!(content instanceof asn1js.OctetString)) throw new TypeError("A part of a key file without content.");
  return content.getValue();
}

function isAes(algorithm: pkijs.AlgorithmIdentifier): boolean {
  const parameters: unknown = algorithm.algorithmParams;
  if (algorithm.algorithmId !== pbes2 || !(parameters instanceof asn1js.Sequence)) return false;
  // From a copy: what is read once cannot be decrypted with any more.
  const { keyDerivationFunc, encryptionScheme } = pkijs.PBES2Params.fromBER(parameters.toBER(false));
  return keyDerivationFunc.algorithmId === pbkdf2 && openedByBrowser.includes(encryptionScheme.algorithmId);
}

async function decrypt(safes: readonly Safe[], password: ArrayBuffer): Promise<OpenedKeyFile> {
  const privateKeys: Uint8Array<ArrayBuffer>[] = [];
  const certificates: Uint8Array<ArrayBuffer>[] = [];
  for (const safe of safes) {
    const content = safe.kind === "plain" ? safe.content : await safe.content.decrypt({ password });
    for (const { bagValue } of pkijs.SafeContents.fromBER(content).safeBags) {
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
