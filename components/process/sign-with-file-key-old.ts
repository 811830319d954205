import forge from "node-forge";
import { err, ok } from "@/lib/kernel/result";
import type { Result } from "@/lib/kernel/result";
import type { FileKeyFailure, OpenedKeyFile } from "./sign-with-file-key-open";

/** Opens a .p12 with the ciphers of earlier years (RC2, 3DES), which browsers do not have. */
export function openOldKeyFile(file: Uint8Array, password: string): Result<OpenedKeyFile, FileKeyFailure> {
  let structure: forge.asn1.Asn1;
  try {
    let binary = "";
    for (const byte of file) binary += String.fromCharCode(byte);
    structure = forge.asn1.fromDer(binary);
  } catch {
    return err("not-a-key-file");
  }
  try {
    const opened = forge.pkcs12.pkcs12FromAsn1(structure, password);
    const privateKeys: Uint8Array<ArrayBuffer>[] = [];
    const certificates: Uint8Array<ArrayBuffer>[] = [];
    let otherKinds = 0;
    for (const { safeBags } of opened.safeContents) {
      for (const bag of safeBags) {
        const isCertificate = bag.type === forge.pki.oids["certBag"];
        if (bag.key) privateKeys.push(bytesOf(forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key))));
        else if (bag.cert) certificates.push(bytesOf(forge.pki.certificateToAsn1(bag.cert)));
        else if (!isCertificate) otherKinds += 1;
      }
    }
    if (privateKeys.length === 0 && otherKinds > 0) return err("unsupported-key");
    return ok({ privateKeys, certificates });
  } catch {
    return err("wrong-password");
  }
}

function bytesOf(structure: forge.asn1.Asn1): Uint8Array<ArrayBuffer> {
  const binary = forge.asn1.toDer(structure).getBytes();
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
