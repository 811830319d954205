import "server-only";
import type { KeyRight } from "@/lib/kernel/key-right";
import { keyUsageBits } from "./issue-certificate";
import type { CertificateContent, NamePart } from "./issue-certificate";

/** What the QA API calls a key: one that signs, and the ways in which a key must be refused. */
export const testKeyKinds = ["valid", "expired", "revoked", "wrong-chain", "auth-only"] as const;
export type TestKeyKind = (typeof testKeyKinds)[number];

/** Whose key to make; names as in the register. With a BIN it is a key of that organisation: its head's, unless `right` says otherwise. */
export type KeyOwner = {
  iin: string;
  surname: string;
  givenName: string;
  patronymic?: string;
  bin?: string;
  organisation?: string;
  right?: KeyRight;
};

const purposes = {
  emailProtection: "1.3.6.1.5.5.7.3.4",
  clientAuthentication: "1.3.6.1.5.5.7.3.2",
  individual: "1.2.398.3.3.4.1.1",
  organisation: "1.2.398.3.3.4.1.2",
  head: "1.2.398.3.3.4.1.2.1",
  sign: "1.2.398.3.3.4.1.2.2",
  employee: "1.2.398.3.3.4.1.2.5",
} as const;

const policies = {
  organisationSign: "1.2.398.3.3.2.1",
  organisationAuthentication: "1.2.398.3.3.2.2",
  personSign: "1.2.398.3.3.2.3",
  personAuthentication: "1.2.398.3.3.2.4",
} as const;

/** From 2024, so that an application can be played on a clock of 2025. */
const notBefore = new Date("2024-01-01T00:00:00+05:00");
const notAfter = new Date("2034-01-01T00:00:00+05:00");
const endOfExpired = new Date("2024-12-31T23:59:59+05:00");

/** The content of a person's certificate as the NCA fills it in, but for the key. */
export function personCertificate(owner: KeyOwner, kind: TestKeyKind): Omit<CertificateContent, "publicKey"> {
  const authenticates = kind === "auth-only";
  const belongsToOrganisation = owner.bin !== undefined;
  const sign = belongsToOrganisation ? policies.organisationSign : policies.personSign;
  const authenticate = belongsToOrganisation ? policies.organisationAuthentication : policies.personAuthentication;
  return {
    subject: subjectOf(owner),
    notBefore,
    notAfter: kind === "expired" ? endOfExpired : notAfter,
    keyUsage: authenticates
      ? [keyUsageBits.digitalSignature, keyUsageBits.keyEncipherment]
      : [keyUsageBits.digitalSignature, keyUsageBits.nonRepudiation],
    extendedKeyUsage: keyPurposes(owner, authenticates),
    policies: [authenticates ? authenticate : sign],
    addresses: { crl: "http://crl.test-ca.invalid/nca_rsa.crl", ocsp: "http://ocsp.test-ca.invalid" },
  };
}

/** What a key is for, as object identifiers: to sign or only to show who one is, and as whom. */
export function keyPurposes({ bin, right }: Pick<KeyOwner, "bin" | "right">, authenticates = false): readonly string[] {
  return [
    authenticates ? purposes.clientAuthentication : purposes.emailProtection,
    ...(bin === undefined ? [purposes.individual] : [purposes.organisation, purposes[right ?? "head"]]),
  ];
}

function subjectOf(owner: KeyOwner): readonly NamePart[] {
  const parts: NamePart[] = [
    ["2.5.4.3", `${owner.surname} ${owner.givenName}`],
    ["2.5.4.4", owner.surname],
    ["2.5.4.5", `IIN${owner.iin}`],
    ["2.5.4.6", "KZ"],
  ];
  if (owner.bin !== undefined) {
    parts.push(["2.5.4.10", owner.organisation ?? `БСН ${owner.bin}`], ["2.5.4.11", `BIN${owner.bin}`]);
  }
  if (owner.patronymic !== undefined) parts.push(["2.5.4.42", owner.patronymic]);
  return parts;
}
