import "server-only";
import { createHash } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { bufferOf } from "../certificate";
import { sha256WithRsa, signingKey } from "./issue-certificate";
import { openKeyFile } from "./key-file";

const data = "1.2.840.113549.1.7.1";
const signedData = "1.2.840.113549.1.7.2";

/**
 * Signs `bytes` with a key file on the server, as the person's browser, NCALayer or phone would: a detached CMS
 * (CAdES-BES, DER). `at` is the signing time that the CMS claims. For walks, fakes and tests. Throws on a wrong password.
 */
export async function signWithTestKey(
  bytes: Uint8Array,
  file: Uint8Array,
  password: string,
  at: Date,
): Promise<Uint8Array> {
  const { privateKey, certificates } = openKeyFile(file, password);
  const [own] = certificates;
  if (!own) throw new Error("The key file holds no certificate.");
  const certificate = pkijs.Certificate.fromBER(bufferOf(own));
  const signerInfo = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes: attributesOf(bytes, own, at) }),
  });
  const content = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: data }),
    signerInfos: [signerInfo],
    certificates: certificates.map((der) => pkijs.Certificate.fromBER(bufferOf(der))),
  });
  await content.sign(await signingKey(privateKey), 0, "SHA-256");
  signerInfo.signatureAlgorithm = sha256WithRsa();
  const cms = new pkijs.ContentInfo({ contentType: signedData, content: content.toSchema(true) });
  return new Uint8Array(cms.toSchema().toBER(false));
}

/** In the order DER wants of a SET OF: by encoding, the shorter ones first here. */
function attributesOf(bytes: Uint8Array, certificate: Uint8Array, at: Date): pkijs.Attribute[] {
  const certificateId = new asn1js.Sequence({
    value: [new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [octets(sha256(certificate))] })] })],
  });
  const attributes: readonly (readonly [type: string, value: asn1js.BaseBlock])[] = [
    ["1.2.840.113549.1.9.3", new asn1js.ObjectIdentifier({ value: data })],
    ["1.2.840.113549.1.9.5", new asn1js.UTCTime({ valueDate: at })],
    ["1.2.840.113549.1.9.4", octets(sha256(bytes))],
    ["1.2.840.113549.1.9.16.2.47", certificateId],
  ];
  return attributes.map(([type, value]) => new pkijs.Attribute({ type, values: [value] }));
}

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest());
}

function octets(bytes: Uint8Array): asn1js.OctetString {
  return new asn1js.OctetString({ valueHex: bufferOf(bytes) });
}
