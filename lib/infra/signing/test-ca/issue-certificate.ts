import "server-only";
import { generateKeyPair, randomBytes, webcrypto } from "node:crypto";
import { promisify } from "node:util";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { bufferOf } from "../certificate";

const rsaWithSha256 = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/** A private key as PKCS #8, with its public half as SubjectPublicKeyInfo; DER both. */
export type KeyPair = { privateKey: Uint8Array; publicKey: Uint8Array };

/** An authority or a responder: what it needs in order to sign. */
export type Authority = { certificate: Uint8Array; privateKey: Uint8Array };

/** One attribute of a name: its object identifier and its text. */
export type NamePart = readonly [oid: string, text: string];

export type CertificateContent = {
  subject: readonly NamePart[];
  publicKey: Uint8Array;
  notBefore: Date;
  notAfter: Date;
  /** Bits of KeyUsage, as numbered in RFC 5280 §4.2.1.3. */
  keyUsage: readonly number[];
  extendedKeyUsage?: readonly string[];
  policies?: readonly string[];
  /** Present for an authority; `pathLength` limits the authorities below it. */
  authority?: { pathLength?: number } | undefined;
  /** A responder's certificate is not itself asked about (RFC 6960 §4.2.2.2.1). */
  isResponder?: boolean;
  /** Where the lists and the responder are, as text in the certificate; nothing here follows it. */
  addresses?: { crl: string; ocsp: string };
  /** Anything else, as it is. */
  furtherExtensions?: readonly pkijs.Extension[];
};

/** Bits of KeyUsage. */
export const keyUsageBits = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyEncipherment: 2,
  keyCertSign: 5,
  cRLSign: 6,
} as const;

const generate = promisify(generateKeyPair);

/** Makes an RSA key of so many bits, outside the event loop. */
export async function makeKeyPair(bits: 2048 | 4096): Promise<KeyPair> {
  const { privateKey, publicKey } = await generate("rsa", {
    modulusLength: bits,
    privateKeyEncoding: { type: "pkcs8", format: "der" },
    publicKeyEncoding: { type: "spki", format: "der" },
  });
  return { privateKey: new Uint8Array(privateKey), publicKey: new Uint8Array(publicKey) };
}

/** The PKCS #8 key ready to sign with sha256WithRSA. */
export async function signingKey(privateKey: Uint8Array): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey("pkcs8", bufferOf(privateKey), rsaWithSha256, false, ["sign"]);
}

/** Issues a certificate under `issuer`, or a self-signed one when the issuer is a bare private key. */
export async function issueCertificate(
  content: CertificateContent,
  issuer: Authority | { selfSignedWith: Uint8Array },
): Promise<Uint8Array> {
  const certificate = new pkijs.Certificate();
  const selfSigned = "selfSignedWith" in issuer;
  const authority = selfSigned ? null : pkijs.Certificate.fromBER(bufferOf(issuer.certificate));
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({ valueHex: bufferOf(makeSerial()) });
  certificate.subject = nameOf(content.subject);
  certificate.issuer = authority ? authority.subject : certificate.subject;
  certificate.notBefore = timeOf(content.notBefore);
  certificate.notAfter = timeOf(content.notAfter);
  certificate.subjectPublicKeyInfo = pkijs.PublicKeyInfo.fromBER(bufferOf(content.publicKey));
  const issuerKey = (authority ?? certificate).subjectPublicKeyInfo;
  certificate.extensions = [
    extension("2.5.29.14", new asn1js.OctetString({ valueHex: await keyIdentifier(certificate.subjectPublicKeyInfo) })),
    extension(
      "2.5.29.35",
      new pkijs.AuthorityKeyIdentifier({
        keyIdentifier: new asn1js.OctetString({ valueHex: await keyIdentifier(issuerKey) }),
      }).toSchema(),
    ),
    ...usageExtensions(content),
  ];
  await signStructure(certificate, selfSigned ? issuer.selfSignedWith : issuer.privateKey);
  return new Uint8Array(certificate.toSchema(true).toBER(false));
}

/** sha256WithRSAEncryption, with the NULL that RFC 4055 §5 demands and pkijs leaves out. */
export function sha256WithRsa(): pkijs.AlgorithmIdentifier {
  return new pkijs.AlgorithmIdentifier({
    algorithmId: "1.2.840.113549.1.1.11",
    algorithmParams: new asn1js.Null(),
  });
}

/** Signs a certificate or a list in place: both carry the algorithm twice, once inside what is signed. */
export async function signStructure(
  structure: pkijs.Certificate | pkijs.CertificateRevocationList,
  privateKey: Uint8Array,
): Promise<void> {
  structure.signature = sha256WithRsa();
  structure.signatureAlgorithm = sha256WithRsa();
  const whole: unknown = structure.toSchema(true);
  const toBeSigned = whole instanceof asn1js.Sequence ? whole.valueBlock.value[0] : undefined;
  if (!toBeSigned) throw new Error("A structure without content cannot be signed.");
  structure.tbsView = new Uint8Array(toBeSigned.toBER(false));
  const key = await signingKey(privateKey);
  const signature = await webcrypto.subtle.sign(rsaWithSha256.name, key, bufferOf(structure.tbsView));
  structure.signatureValue = new asn1js.BitString({ valueHex: signature });
}

function usageExtensions(content: CertificateContent): pkijs.Extension[] {
  const made = [extension("2.5.29.15", bitsOf(content.keyUsage), true)];
  const constraints = content.authority
    ? new pkijs.BasicConstraints({
        cA: true,
        ...(content.authority.pathLength === undefined ? {} : { pathLenConstraint: content.authority.pathLength }),
      })
    : new pkijs.BasicConstraints();
  made.push(extension("2.5.29.19", constraints.toSchema(), true));
  if (content.extendedKeyUsage) {
    const keyPurposes = [...content.extendedKeyUsage];
    made.push(extension("2.5.29.37", new pkijs.ExtKeyUsage({ keyPurposes }).toSchema()));
  }
  if (content.policies) {
    const certificatePolicies = content.policies.map(
      (policyIdentifier) => new pkijs.PolicyInformation({ policyIdentifier }),
    );
    made.push(extension("2.5.29.32", new pkijs.CertificatePolicies({ certificatePolicies }).toSchema()));
  }
  if (content.isResponder) made.push(extension("1.3.6.1.5.5.7.48.1.5", new asn1js.Null()));
  if (content.addresses) {
    const at = (value: string) => new pkijs.GeneralName({ type: 6, value });
    const points = [new pkijs.DistributionPoint({ distributionPoint: [at(content.addresses.crl)] })];
    made.push(extension("2.5.29.31", new pkijs.CRLDistributionPoints({ distributionPoints: points }).toSchema()));
    const access = new pkijs.AccessDescription({
      accessMethod: "1.3.6.1.5.5.7.48.1",
      accessLocation: at(content.addresses.ocsp),
    });
    made.push(extension("1.3.6.1.5.5.7.1.1", new pkijs.InfoAccess({ accessDescriptions: [access] }).toSchema()));
  }
  return [...made, ...(content.furtherExtensions ?? [])];
}

/**
 * A name of one attribute a step, in the order given; pkijs by itself would put them all into one step. Country and numbers
 * are printable, the rest is UTF-8 (RFC 5280 appendix A.1).
 */
function nameOf(parts: readonly NamePart[]): pkijs.RelativeDistinguishedNames {
  const steps = parts.map(([type, value]) => {
    const text =
      type === "2.5.4.6" || type === "2.5.4.5"
        ? new asn1js.PrintableString({ value })
        : new asn1js.Utf8String({ value });
    const part = new pkijs.AttributeTypeAndValue({ type, value: text });
    return new asn1js.Set({ value: [part.toSchema()] });
  });
  return pkijs.RelativeDistinguishedNames.fromBER(new asn1js.Sequence({ value: steps }).toBER(false));
}

/** A time in a certificate or a list: UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280 §4.1.2.5). */
export function timeOf(value: Date): pkijs.Time {
  return new pkijs.Time({
    type: value.getUTCFullYear() < 2050 ? pkijs.TimeType.UTCTime : pkijs.TimeType.GeneralizedTime,
    value,
  });
}

/** An extension with its content encoded. */
export function extension(extnID: string, content: asn1js.BaseBlock, critical = false): pkijs.Extension {
  return new pkijs.Extension({ extnID, critical, extnValue: content.toBER(false) });
}

/** The method of RFC 5280 §4.2.1.2 (1): SHA-1 of the key's bits, as a name and not as a safeguard. */
export async function keyIdentifier(key: pkijs.PublicKeyInfo): Promise<ArrayBuffer> {
  return webcrypto.subtle.digest("SHA-1", bufferOf(key.subjectPublicKey.valueBlock.valueHexView));
}

function bitsOf(bits: readonly number[]): asn1js.BitString {
  const byte = bits.reduce((sum, bit) => sum | (0x80 >> bit), 0);
  // DER drops the zeros at the end of a named bit list.
  return new asn1js.BitString({ valueHex: new Uint8Array([byte]).buffer, unusedBits: 7 - Math.max(...bits) });
}

/** 159 random bits, positive (RFC 5280 §4.1.2.2). */
function makeSerial(): Uint8Array {
  const serial = new Uint8Array(randomBytes(20));
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
}
