import "server-only";
import { createHash, createPrivateKey, sign, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { bufferOf } from "./certificate";
import type { KeyFile } from "./key-file";

const data = "1.2.840.113549.1.7.1";
const signedData = "1.2.840.113549.1.7.2";
const sha256Oid = "2.16.840.1.101.3.4.2.1";
const sha256WithRsa = "1.2.840.113549.1.1.11";
const attributeTypes = {
  contentType: "1.2.840.113549.1.9.3",
  signingTime: "1.2.840.113549.1.9.5",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
} as const;

const signOutsideTheEventLoop = promisify<string, Uint8Array, KeyObject, Buffer>(sign);

/**
 * A detached CMS over content with this SHA-256 (CAdES-BES, ETSI EN 319 122-1 §5; DER), by an RSA key. `at` is the signing time that the CMS
 * claims; in a PDF it is left out, for it stands in the file itself (ETSI EN 319 142-1 §6.3). Throws when the key is no RSA key or has no certificate.
 */
export async function makeDetachedSignature(digest: Uint8Array, key: KeyFile, at?: Date): Promise<Uint8Array> {
  const [own] = key.certificates;
  if (!own) throw new Error("The key file holds no certificate.");
  const certificate = pkijs.Certificate.fromBER(bufferOf(own));
  const signedAttrs = new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes: attributesOf(digest, own, at) });
  // What is signed is the attributes as a SET OF, not under the tag that they have in the signature (RFC 5652 §5.4).
  const toBeSigned = new Uint8Array(signedAttrs.toSchema().toBER(false));
  toBeSigned[0] = 0x31;
  const privateKey = createPrivateKey({ key: Buffer.from(key.privateKey), format: "der", type: "pkcs8" });
  const signature = await signOutsideTheEventLoop("sha256", toBeSigned, privateKey);
  const content = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [algorithm(sha256Oid)],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: data }),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        digestAlgorithm: algorithm(sha256Oid),
        signatureAlgorithm: algorithm(sha256WithRsa),
        signedAttrs,
        signature: octets(signature),
      }),
    ],
    certificates: key.certificates.map((der) => pkijs.Certificate.fromBER(bufferOf(der))),
  });
  const cms = new pkijs.ContentInfo({ contentType: signedData, content: content.toSchema(true) });
  return new Uint8Array(cms.toSchema().toBER(false));
}

/** In the order DER wants of a SET OF: by encoding, the shorter ones first here. */
function attributesOf(digest: Uint8Array, certificate: Uint8Array, at: Date | undefined): pkijs.Attribute[] {
  const certificateId = new asn1js.Sequence({
    value: [new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [octets(sha256(certificate))] })] })],
  });
  const attributes: readonly (readonly [type: string, value: asn1js.BaseBlock])[] = [
    [attributeTypes.contentType, new asn1js.ObjectIdentifier({ value: data })],
    ...(at ? [[attributeTypes.signingTime, new asn1js.UTCTime({ valueDate: at })] as const] : []),
    [attributeTypes.messageDigest, octets(digest)],
    [attributeTypes.signingCertificateV2, certificateId],
  ];
  return attributes.map(([type, value]) => new pkijs.Attribute({ type, values: [value] }));
}

/** With the NULL that RFC 4055 §5 demands and pkijs leaves out. */
function algorithm(algorithmId: string): pkijs.AlgorithmIdentifier {
  return new pkijs.AlgorithmIdentifier({ algorithmId, algorithmParams: new asn1js.Null() });
}

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest());
}

function octets(bytes: Uint8Array): asn1js.OctetString {
  return new asn1js.OctetString({ valueHex: bufferOf(bytes) });
}
