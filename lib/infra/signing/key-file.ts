import "server-only";
import forge from "node-forge";

/** What a key file holds: the private key (PKCS #8) and the certificates, the owner's first; DER. */
export type KeyFile = { privateKey: Uint8Array; certificates: readonly Uint8Array[] };

/** Opens a .p12. Throws when the password is wrong or the file is none. */
export function openKeyFile(file: Uint8Array, password: string): KeyFile {
  const bytes = forge.util.createBuffer(Buffer.from(file).toString("binary"));
  const opened = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(bytes), password);
  const keyType = forge.pki.oids["pkcs8ShroudedKeyBag"] ?? "";
  const certificateType = forge.pki.oids["certBag"] ?? "";
  const key = opened.getBags({ bagType: keyType })[keyType]?.[0]?.key;
  if (!key) throw new Error("The key file holds no private key.");
  const certificates = opened.getBags({ bagType: certificateType })[certificateType] ?? [];
  return {
    privateKey: derOf(forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key))),
    certificates: certificates
      .map(({ cert }) => (cert ? derOf(forge.pki.certificateToAsn1(cert)) : null))
      .filter((certificate) => certificate !== null),
  };
}

function derOf(structure: forge.asn1.Asn1): Uint8Array {
  return new Uint8Array(Buffer.from(forge.asn1.toDer(structure).getBytes(), "binary"));
}
