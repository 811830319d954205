import "server-only";
import { webcrypto } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { bufferOf } from "../certificate";
import type { KeyFile } from "../key-file";

const certificateBag = "1.2.840.113549.1.12.10.1.3";
const shroudedKeyBag = "1.2.840.113549.1.12.10.1.2";
const localKeyId = "1.2.840.113549.1.9.21";
// pkijs makes the vector itself and ignores this one, which its type demands.
const aes256 = { name: "AES-CBC", length: 256, iv: new Uint8Array(16) } as const;

/** Rounds of key derivation, as openssl takes by default: a test key guards nothing. */
const rounds = 2_048;

/** Packs a .p12 with AES-256 (PBES2, RFC 8018 §6.2), which WebCrypto opens by itself. */
export async function packKeyFile(content: KeyFile, password: string): Promise<Uint8Array> {
  const secret = bufferOf(new TextEncoder().encode(password));
  const encryption = {
    password: secret,
    contentEncryptionAlgorithm: aes256,
    hmacHashAlgorithm: "SHA-256",
    iterationCount: rounds,
  };
  const ownId = await webcrypto.subtle.digest("SHA-256", bufferOf(content.privateKey));
  const bagAttributes = [
    new pkijs.Attribute({ type: localKeyId, values: [new asn1js.OctetString({ valueHex: ownId.slice(0, 20) })] }),
  ];

  const key = new pkijs.PKCS8ShroudedKeyBag({
    parsedValue: pkijs.PrivateKeyInfo.fromBER(bufferOf(content.privateKey)),
  });
  await key.makeInternalValues(encryption);
  // pkijs cuts long contents into pieces (BER); DER, and other programs, want this one whole.
  key.encryptedData = new asn1js.OctetString({ valueHex: key.encryptedData.getValue() });
  const keys = new pkijs.SafeContents({
    safeBags: [new pkijs.SafeBag({ bagId: shroudedKeyBag, bagValue: key, bagAttributes })],
  });
  const certificates = new pkijs.SafeContents({
    safeBags: content.certificates.map((certificate, index) => {
      const bagValue = new pkijs.CertBag({ parsedValue: pkijs.Certificate.fromBER(bufferOf(certificate)) });
      return new pkijs.SafeBag({
        bagId: certificateBag,
        bagValue,
        ...(index === 0 ? { bagAttributes } : {}),
      });
    }),
  });
  const authenticatedSafe = new pkijs.AuthenticatedSafe({
    parsedValue: {
      safeContents: [
        { privacyMode: 0, value: keys },
        { privacyMode: 1, value: certificates },
      ],
    },
  });
  await authenticatedSafe.makeInternalValues({ safeContents: [{}, encryption] });
  const file = new pkijs.PFX({ parsedValue: { integrityMode: 0, authenticatedSafe } });
  await file.makeInternalValues({
    password: secret,
    iterations: rounds,
    pbkdf2HashAlgorithm: { name: "SHA-256" },
    hmacHashAlgorithm: "SHA-256",
  });
  return new Uint8Array(file.toSchema().toBER(false));
}
