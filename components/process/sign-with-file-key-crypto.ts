import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { err, ok } from "@/lib/kernel/result";
import type { Result } from "@/lib/kernel/result";
import { openKeyFile } from "./sign-with-file-key-open";
import type { FileKeyFailure, OpenedKeyFile } from "./sign-with-file-key-open";

const rsaWithSha256 = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
const oids = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  rsa: "1.2.840.113549.1.1.1",
  sha256WithRsa: "1.2.840.113549.1.1.11",
  keyUsage: "2.5.29.15",
  extendedKeyUsage: "2.5.29.37",
  emailProtection: "1.3.6.1.5.5.7.3.4",
  serialNumber: "2.5.4.5",
} as const;

export type FileKeyRequest = {
  /** The .p12 or .pfx as read from disk. */
  file: Uint8Array<ArrayBuffer>;
  password: string;
  /** The exact bytes to sign. */
  document: Uint8Array<ArrayBuffer>;
  /** The moment by the portal's clock: put into the signature, and what an expired certificate is told by. */
  at: Date;
  /** Whose key it must be; null where the key itself says who is signing in. */
  expectedIin: string | null;
  /** A document needs a signing key; signing in also takes an older authentication key. */
  purpose: "document" | "sign-in";
};

/**
 * Signs with a file key inside the page: a detached CMS (CAdES-BES), base64. The key and the password go nowhere.
 * What would be refused by the server for a reason visible here (expired, another person's) is told before sending.
 */
export async function signWithFileKey(request: FileKeyRequest): Promise<Result<string, FileKeyFailure>> {
  const opened = await openKeyFile(request.file, request.password);
  if (!opened.ok) return opened;
  const chosen = await chooseKey(opened.value, request.purpose);
  if (!chosen.ok) return chosen;
  const { certificate, key } = chosen.value;
  if (request.expectedIin !== null && iinIn(certificate) !== request.expectedIin) return err("wrong-person");
  if (certificate.notAfter.value < request.at) return err("certificate-expired");
  if (certificate.notBefore.value > request.at) return err("certificate-not-yet-valid");
  const others = opened.value.certificates.filter((der) => der !== chosen.value.der);
  return ok(toBase64(await makeCms(request, key, chosen.value.der, others)));
}

type ChosenKey = { key: CryptoKey; certificate: pkijs.Certificate; der: Uint8Array<ArrayBuffer> };

async function chooseKey(
  opened: OpenedKeyFile,
  purpose: FileKeyRequest["purpose"],
): Promise<Result<ChosenKey, FileKeyFailure>> {
  const certificates = opened.certificates.map((der) => ({ der, certificate: pkijs.Certificate.fromBER(der) }));
  const pairs: ChosenKey[] = [];
  let otherKinds = 0;
  for (const privateKey of opened.privateKeys) {
    if (pkijs.PrivateKeyInfo.fromBER(privateKey).privateKeyAlgorithm.algorithmId !== oids.rsa) {
      otherKinds += 1;
      continue;
    }
    const key = await crypto.subtle.importKey("pkcs8", privateKey, rsaWithSha256, false, ["sign"]);
    for (const { certificate, der } of certificates) {
      if (await belongsTo(key, certificate)) pairs.push({ key, certificate, der });
    }
  }
  const able = pairs.filter(({ certificate }) => hasDigitalSignature(certificate));
  const best = able.find(({ certificate }) => isForDocuments(certificate));
  const fallback = purpose === "sign-in" ? able[0] : undefined;
  const chosen = best ?? fallback;
  if (chosen) return ok(chosen);
  return err(pairs.length === 0 && otherKinds > 0 ? "unsupported-key" : "no-signing-key");
}

/** A key and a certificate are a pair when what the one signs the other confirms. */
async function belongsTo(key: CryptoKey, certificate: pkijs.Certificate): Promise<boolean> {
  if (certificate.subjectPublicKeyInfo.algorithm.algorithmId !== oids.rsa) return false;
  const publicKey = certificate.subjectPublicKeyInfo.toSchema().toBER(false);
  const sample = new Uint8Array(32);
  const verifying = await crypto.subtle.importKey("spki", publicKey, rsaWithSha256, false, ["verify"]);
  const signature = await crypto.subtle.sign(rsaWithSha256.name, key, sample);
  return crypto.subtle.verify(rsaWithSha256.name, verifying, signature, sample);
}

function hasDigitalSignature(certificate: pkijs.Certificate): boolean {
  const usage: unknown = certificate.extensions?.find(({ extnID }) => extnID === oids.keyUsage)?.parsedValue;
  return usage instanceof asn1js.BitString && ((usage.valueBlock.valueHexView[0] ?? 0) & 0x80) !== 0;
}

function isForDocuments(certificate: pkijs.Certificate): boolean {
  const uses: unknown = certificate.extensions?.find(({ extnID }) => extnID === oids.extendedKeyUsage)?.parsedValue;
  return uses instanceof pkijs.ExtKeyUsage && uses.keyPurposes.includes(oids.emailProtection);
}

function iinIn(certificate: pkijs.Certificate): string | null {
  const value: unknown = certificate.subject.typesAndValues.find(({ type }) => type === oids.serialNumber)?.value;
  const isText = value instanceof asn1js.PrintableString || value instanceof asn1js.Utf8String;
  return isText ? (/^IIN([0-9]{12})$/.exec(value.getValue())?.[1] ?? null) : null;
}

async function makeCms(
  request: FileKeyRequest,
  key: CryptoKey,
  own: Uint8Array<ArrayBuffer>,
  others: readonly Uint8Array<ArrayBuffer>[],
): Promise<ArrayBuffer> {
  const certificate = pkijs.Certificate.fromBER(own);
  const digest = await crypto.subtle.digest("SHA-256", request.document);
  const certificateDigest = await crypto.subtle.digest("SHA-256", own);
  const certificateId = sequence(sequence(sequence(new asn1js.OctetString({ valueHex: certificateDigest }))));
  const signerInfo = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    // In the order DER wants of a set.
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({
      type: 0,
      attributes: [
        attribute(oids.contentType, new asn1js.ObjectIdentifier({ value: oids.data })),
        attribute(oids.signingTime, new asn1js.UTCTime({ valueDate: request.at })),
        attribute(oids.messageDigest, new asn1js.OctetString({ valueHex: digest })),
        attribute(oids.signingCertificateV2, certificateId),
      ],
    }),
  });
  const content = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: oids.data }),
    signerInfos: [signerInfo],
    certificates: [own, ...others].map((der) => pkijs.Certificate.fromBER(der)),
  });
  await content.sign(key, 0, "SHA-256");
  // RFC 4055 demands the NULL that pkijs leaves out.
  signerInfo.signatureAlgorithm = new pkijs.AlgorithmIdentifier({
    algorithmId: oids.sha256WithRsa,
    algorithmParams: new asn1js.Null(),
  });
  return new pkijs.ContentInfo({ contentType: oids.signedData, content: content.toSchema(true) })
    .toSchema()
    .toBER(false);
}

function attribute(type: string, value: asn1js.BaseBlock): pkijs.Attribute {
  return new pkijs.Attribute({ type, values: [value] });
}

function sequence(value: asn1js.BaseBlock): asn1js.Sequence {
  return new asn1js.Sequence({ value: [value] });
}

function toBase64(bytes: ArrayBuffer): string {
  let binary = "";
  for (const byte of new Uint8Array(bytes)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
