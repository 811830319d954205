import "server-only";
import { createHash } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { hashOf } from "./algorithms";
import { bufferOf, derOf, readCertificate } from "./certificate";
import type { ReadCertificate } from "./certificate";

const data = "1.2.840.113549.1.7.1";
const signedData = "1.2.840.113549.1.7.2";
const attributeTypes = {
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
} as const;
const sha256 = "2.16.840.1.101.3.4.2.1";

/** A file key's CMS is about 6 KB; four times the chain still fits. */
const largestCms = 262_144;

/** A detached CAdES-BES signature of one signer, taken apart but not yet believed. */
export type DetachedSignature = {
  signer: ReadCertificate;
  /** The other certificates that came along. */
  offered: readonly ReadCertificate[];
  digestAlgorithm: string;
  signatureAlgorithm: string;
  signature: Uint8Array;
  /** The signed attributes as the SET OF that is signed (RFC 5652 §5.4). */
  signedAttributes: Uint8Array;
  messageDigest: Uint8Array;
  /** What the signer's computer said; proves nothing. */
  signingTime: Date;
  /** Whether the signingCertificateV2 attribute names the signer's certificate (RFC 5035 §3). */
  namesItsCertificate: boolean;
};

/** The bytes of a CMS given as text: base64, with or without PEM armour, as browsers and NCALayer send it. */
export function cmsFromText(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replace(/-----[A-Z0-9 ]+-----/g, ""), "base64"));
}

/**
 * Takes a CMS SignedData apart (RFC 5652 §5, ETSI EN 319 122-1 §5.2): exactly one signer, no content inside, the signer's
 * certificate inside, the signed attributes contentType = data, messageDigest, signingTime and signingCertificateV2 each once
 * with one value. Null for anything else.
 */
export function parseDetachedSignature(cms: Uint8Array): DetachedSignature | null {
  try {
    const opened = open(cms);
    return opened && parse(opened);
  } catch {
    return null;
  }
}

/** The same of a signature in a PDF, where the time stands in the file and need not be an attribute (ETSI EN 319 142-1 §6.3). */
export function parseSealInPdf(cms: Uint8Array): Omit<DetachedSignature, "signingTime"> | null {
  try {
    const opened = open(cms);
    return opened && parseTimeless(opened);
  } catch {
    return null;
  }
}

/** The algorithms a CMS names, read before anything else so that a key of another kind is told apart from garbage. */
export function algorithmsIn(cms: Uint8Array): { digest: string; signature: string } | null {
  try {
    const signerInfo = open(cms)?.signerInfo;
    if (!signerInfo) return null;
    return { digest: signerInfo.digestAlgorithm.algorithmId, signature: signerInfo.signatureAlgorithm.algorithmId };
  } catch {
    return null;
  }
}

/** The certificate of the one signer of a detached signature; null where there is content inside, or no such certificate. */
export function readDetachedSigner(cms: Uint8Array): ReadCertificate | null {
  try {
    const opened = open(cms);
    if (!opened || opened.content.encapContentInfo.eContent) return null;
    const { signerInfo } = opened;
    return certificatesIn(opened.content).find((certificate) => isNamed(signerInfo.sid, certificate)) ?? null;
  } catch {
    return null;
  }
}

function certificatesIn(content: pkijs.SignedData): readonly ReadCertificate[] {
  return (content.certificates ?? [])
    .filter((certificate) => certificate instanceof pkijs.Certificate)
    .map((certificate) => readCertificate(derOf(certificate)))
    .filter((certificate) => certificate !== null);
}

type Opened = { content: pkijs.SignedData; signerInfo: pkijs.SignerInfo };

function open(cms: Uint8Array): Opened | null {
  if (cms.byteLength === 0 || cms.byteLength > largestCms) return null;
  const outer = asn1js.fromBER(bufferOf(cms));
  if (outer.offset !== cms.byteLength) return null;
  const contentInfo = new pkijs.ContentInfo({ schema: outer.result });
  if (contentInfo.contentType !== signedData) return null;
  const content = new pkijs.SignedData({ schema: contentInfo.content });
  const [signerInfo, ...furtherSigners] = content.signerInfos;
  if (!signerInfo || furtherSigners.length > 0) return null;
  return { content, signerInfo };
}

function parse(opened: Opened): DetachedSignature | null {
  const { signedAttrs } = opened.signerInfo;
  const time = signedAttrs && onlyValue(signedAttrs, attributeTypes.signingTime);
  if (!(time instanceof asn1js.UTCTime || time instanceof asn1js.GeneralizedTime)) return null;
  const timeless = parseTimeless(opened);
  return timeless && { ...timeless, signingTime: time.toDate() };
}

function parseTimeless({ content, signerInfo }: Opened): Omit<DetachedSignature, "signingTime"> | null {
  if (content.encapContentInfo.eContentType !== data || content.encapContentInfo.eContent) return null;

  const certificates = certificatesIn(content);
  const signer = certificates.find((certificate) => isNamed(signerInfo.sid, certificate));
  const attributes = signerInfo.signedAttrs;
  if (!signer || !attributes) return null;

  const contentType = onlyValue(attributes, attributeTypes.contentType);
  const digest = onlyValue(attributes, attributeTypes.messageDigest);
  const certificateId = onlyValue(attributes, attributeTypes.signingCertificateV2);
  if (!(contentType instanceof asn1js.ObjectIdentifier) || contentType.valueBlock.toString() !== data) return null;
  if (!(digest instanceof asn1js.OctetString)) return null;
  if (!(certificateId instanceof asn1js.Sequence)) return null;

  return {
    signer,
    offered: certificates.filter((certificate) => certificate !== signer),
    digestAlgorithm: signerInfo.digestAlgorithm.algorithmId,
    signatureAlgorithm: signerInfo.signatureAlgorithm.algorithmId,
    signature: new Uint8Array(signerInfo.signature.getValue()),
    signedAttributes: new Uint8Array(attributes.encodedValue),
    messageDigest: new Uint8Array(digest.getValue()),
    namesItsCertificate: namesCertificate(certificateId, signer),
  };
}

function isNamed(signerIdentifier: unknown, certificate: ReadCertificate): boolean {
  return (
    signerIdentifier instanceof pkijs.IssuerAndSerialNumber &&
    signerIdentifier.issuer.isEqual(certificate.parsed.issuer) &&
    signerIdentifier.serialNumber.isEqual(certificate.parsed.serialNumber)
  );
}

/** RFC 5652 §5.3: an attribute stands once, with one value. Two message digests would leave a choice to the reader. */
function onlyValue(attributes: pkijs.SignedAndUnsignedAttributes, type: string): unknown {
  const found = attributes.attributes.filter((attribute) => attribute.type === type);
  const values: readonly unknown[] = found.length === 1 ? (found[0]?.values ?? []) : [];
  return values.length === 1 ? values[0] : undefined;
}

/** SigningCertificateV2 ::= { certs { ESSCertIDv2 { hashAlgorithm DEFAULT sha256, certHash, issuerSerial? }, … }, … } */
function namesCertificate(attribute: asn1js.Sequence, certificate: ReadCertificate): boolean {
  const list = attribute.valueBlock.value[0];
  const id = list instanceof asn1js.Sequence ? list.valueBlock.value[0] : undefined;
  if (!(id instanceof asn1js.Sequence)) return false;
  const [first, second] = id.valueBlock.value;
  const algorithm = first instanceof asn1js.Sequence ? first.valueBlock.value[0] : undefined;
  const hash = hashOf(algorithm instanceof asn1js.ObjectIdentifier ? algorithm.valueBlock.toString() : sha256);
  const value = first instanceof asn1js.OctetString ? first : second;
  if (hash === null || !(value instanceof asn1js.OctetString)) return false;
  return createHash(hash).update(certificate.der).digest().equals(new Uint8Array(value.getValue()));
}
