import "server-only";
import { verify, X509Certificate } from "node:crypto";
import type { KeyObject } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import type { KeyRight } from "@/lib/kernel/key-right";
import { signatureHash, smallestRsaKey } from "./algorithms";
import type { HashName } from "./algorithms";

const subjectFields = {
  commonName: "2.5.4.3",
  surname: "2.5.4.4",
  serialNumber: "2.5.4.5",
  organisation: "2.5.4.10",
  organisationalUnit: "2.5.4.11",
  givenName: "2.5.4.42",
} as const;

const keyUsageExtension = "2.5.29.15";
const extendedKeyUsageExtension = "2.5.29.37";
const basicConstraintsExtension = "2.5.29.19";
const certificatePoliciesExtension = "2.5.29.32";

/** Critical extensions whose meaning is applied here; any other critical one makes a certificate unusable (RFC 5280 §4.2). */
const understood: readonly string[] = [
  keyUsageExtension,
  extendedKeyUsageExtension,
  basicConstraintsExtension,
  certificatePoliciesExtension,
];

const keyUses = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
] as const;
type KeyUse = (typeof keyUses)[number];

/** A certificate with what the checks need read out of it. */
export type ReadCertificate = {
  der: Uint8Array;
  x509: X509Certificate;
  parsed: pkijs.Certificate;
  /** Upper-case hexadecimal, as registers print it. */
  serial: string;
  notBefore: Date;
  notAfter: Date;
  keyUsage: ReadonlySet<KeyUse>;
  extendedKeyUsage: readonly string[];
  isCertificateAuthority: boolean;
  /** How many authorities may stand between this one and the person; null = no limit. */
  pathLength: number | null;
  hasUnknownCriticalExtension: boolean;
};

/** What an NCA certificate says about its holder (spec: subject fields of the NCA's certificates). */
export type Holder = {
  iin: string;
  bin: string | null;
  surname: string;
  givenName: string;
  patronymic: string | null;
};

/** DER of any pkijs structure that encodes itself. */
export function derOf(structure: { toSchema(): asn1js.BaseBlock }): Uint8Array {
  return new Uint8Array(structure.toSchema().toBER(false));
}

/** A copy in a buffer of its own, as asn1js and WebCrypto want it. */
export function bufferOf(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}

/** Reads a DER certificate. Null when it is not one. */
export function readCertificate(der: Uint8Array): ReadCertificate | null {
  try {
    const parsed = pkijs.Certificate.fromBER(bufferOf(der));
    const x509 = new X509Certificate(der);
    const extensions = parsed.extensions ?? [];
    const find = (id: string): unknown => extensions.find((extension) => extension.extnID === id)?.parsedValue;
    const usage = find(keyUsageExtension);
    const extended = find(extendedKeyUsageExtension);
    const constraints = find(basicConstraintsExtension);
    return {
      der: new Uint8Array(der),
      x509,
      parsed,
      serial: x509.serialNumber,
      notBefore: parsed.notBefore.value,
      notAfter: parsed.notAfter.value,
      keyUsage: usage instanceof asn1js.BitString ? usesIn(usage.valueBlock.valueHexView) : new Set(),
      extendedKeyUsage: extended instanceof pkijs.ExtKeyUsage ? extended.keyPurposes : [],
      isCertificateAuthority: constraints instanceof pkijs.BasicConstraints && constraints.cA,
      pathLength: constraints instanceof pkijs.BasicConstraints ? pathLengthOf(constraints) : null,
      hasUnknownCriticalExtension: extensions.some(
        (extension) => extension.critical && !understood.includes(extension.extnID),
      ),
    };
  } catch {
    return null;
  }
}

function usesIn(bits: Uint8Array): ReadonlySet<KeyUse> {
  const first = bits[0] ?? 0;
  return new Set(keyUses.filter((_, index) => (first & (0x80 >> index)) !== 0));
}

function pathLengthOf(constraints: pkijs.BasicConstraints): number | null {
  const value: unknown = constraints.pathLenConstraint;
  if (typeof value === "number") return value;
  return value instanceof asn1js.Integer ? value.valueBlock.valueDec : null;
}

function subjectValue(certificate: ReadCertificate, type: string): string | null {
  for (const entry of certificate.parsed.subject.typesAndValues) {
    if (entry.type === type) return textOf(entry.value);
  }
  return null;
}

function textOf(block: unknown): string | null {
  if (typeof block !== "object" || block === null || !("valueBlock" in block)) return null;
  const inner = block.valueBlock;
  if (typeof inner !== "object" || inner === null || !("value" in inner)) return null;
  return typeof inner.value === "string" ? inner.value : null;
}

/**
 * Who holds the certificate: CN = surname and given name, serialNumber = "IIN" and 12 digits, G = patronymic,
 * OU = "BIN" and 12 digits for an organisation. Null when there is no IIN in it: then it is nobody's.
 */
export function holderOf(certificate: ReadCertificate): Holder | null {
  const iin = /^IIN([0-9]{12})$/.exec(subjectValue(certificate, subjectFields.serialNumber) ?? "")?.[1];
  if (iin === undefined) return null;
  const surname = subjectValue(certificate, subjectFields.surname) ?? "";
  const name = subjectValue(certificate, subjectFields.commonName) ?? "";
  return {
    iin,
    bin: /^BIN([0-9]{12})$/.exec(subjectValue(certificate, subjectFields.organisationalUnit) ?? "")?.[1] ?? null,
    surname,
    givenName: name.startsWith(`${surname} `) ? name.slice(surname.length + 1) : name,
    patronymic: subjectValue(certificate, subjectFields.givenName),
  };
}

/** The organisation's name (O); null in a person's own certificate. */
export function organisationOf(certificate: ReadCertificate): string | null {
  return subjectValue(certificate, subjectFields.organisation);
}

const organisationKey = "1.2.398.3.3.4.1.2";

/** What an organisation's certificate lets its holder do; null for a person's own. One that does not say is an employee's. */
export function keyRightOf({ extendedKeyUsage }: ReadCertificate): KeyRight | null {
  if (!extendedKeyUsage.includes(organisationKey)) return null;
  if (extendedKeyUsage.includes(`${organisationKey}.1`)) return "head";
  return extendedKeyUsage.includes(`${organisationKey}.2`) ? "sign" : "employee";
}

/** The issuer's common name, for people to read. */
export function issuerName(certificate: ReadCertificate): string {
  const entry = certificate.parsed.issuer.typesAndValues.find(({ type }) => type === subjectFields.commonName);
  return textOf(entry?.value) ?? "";
}

/** The holder's RSA public key, or null for any other kind of key and for one that is too short. */
export function rsaKeyOf(certificate: ReadCertificate): KeyObject | null {
  try {
    const key = certificate.x509.publicKey;
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === "rsa" && bits >= smallestRsaKey ? key : null;
  } catch {
    return null;
  }
}

/** Whether `signature` over `bytes` was made with the certificate's key (RSASSA-PKCS1-v1_5). */
export function signatureHolds(
  bytes: Uint8Array,
  signature: Uint8Array,
  hash: HashName | null,
  certificate: ReadCertificate,
): boolean {
  const key = rsaKeyOf(certificate);
  return hash !== null && key !== null && verify(hash, bytes, key, signature);
}

/** Whether `issuer` signed `certificate`, by name, key identifier, key usage and signature. */
export function isIssuedBy(certificate: ReadCertificate, issuer: ReadCertificate): boolean {
  const key = rsaKeyOf(issuer);
  return (
    key !== null &&
    signatureHash(certificate.parsed.signatureAlgorithm.algorithmId) !== null &&
    certificate.x509.checkIssued(issuer.x509) &&
    certificate.x509.verify(key)
  );
}

/** Whether the instant lies in the certificate's validity, both ends included (RFC 5280 §4.1.2.5). */
export function isValidAt(certificate: ReadCertificate, at: Date): boolean {
  return certificate.notBefore <= at && at <= certificate.notAfter;
}
