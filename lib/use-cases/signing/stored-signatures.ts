import "server-only";
import { isIin, type Iin } from "@/lib/kernel/iin";
import { maskPhone } from "@/lib/kernel/phone";
import { realNow } from "@/lib/infra/clock";
import { audit } from "@/lib/infra/audit";
import { db } from "@/lib/infra/db/client";
import type { Signature } from "@/lib/infra/db/generated/client";
import { env } from "@/lib/infra/env";
import { openSigningAuthority } from "@/lib/infra/signing/signing-authority";
import { iinOf, type Applicant } from "@/lib/process/applicant";
import { findOwn, isUuid, type ApplicationRecord } from "../application-record";
import { findOwnRequest, logReading } from "../consents/consent-request";
import { applicationPurpose } from "../prepare-signature";
import { logOfficerAccess } from "../log-access";
import { approachTask, type Officer } from "../task-access";
import { readEvidence, verifyStored, type StoredVerdict } from "../verify-cms";
import { readCodeEvidence } from "./code-evidence";

/** A stored signature with all that speaks for it. */
export interface StoredSignature {
  readonly id: string;
  /** What the signature is for: "sign-application", "decide-task", …; the rest of the purpose stays inside. */
  readonly purpose: string;
  /** The text that was signed, byte for byte. */
  readonly text: string;
  readonly documentHash: string;
  readonly signer: string;
  /** By the certificate; empty where there is none, since a code proves a number and no name. */
  readonly name: string;
  readonly method: string;
  readonly signedAt: Date;
  readonly certificate: {
    readonly serial: string;
    readonly issuer: string;
    readonly notBefore: Date;
    readonly notAfter: Date;
  } | null;
  /** The one-time code that it was signed by, with the number masked and the message's key; real time. */
  readonly code: {
    readonly maskedPhone: string;
    readonly message: string;
    readonly sentAt: Date;
    readonly givenAt: Date;
  } | null;
  /** What proved that the key was not revoked, and when it was asked; real time. */
  readonly evidence: { readonly kind: "ocsp" | "crl" | "ncanode"; readonly at: Date } | null;
  /** Verified again just now. */
  readonly verdict: StoredVerdict;
}

export interface SignaturesOfApplication {
  readonly application: ApplicationRecord;
  readonly signatures: readonly StoredSignature[];
}

/** A file of a stored signature, to be kept and verified elsewhere. */
export interface SignatureFile {
  readonly content: Uint8Array;
  readonly mediaType: string;
  readonly name: string;
}

export const signatureFiles = ["document", "cms", "authority"] as const;
export type SignatureFileKind = (typeof signatureFiles)[number];

/** What somebody may see of an application's signatures; and what is written down before they see it. */
interface Sight {
  readonly application: ApplicationRecord;
  readonly where: { readonly signer?: string; readonly purpose?: { readonly startsWith: string } };
  readonly record: (action: "signatures-viewed" | "signature-downloaded") => Promise<void>;
}

/** The applicant's own signatures under an application; null for anybody else, exactly as for one that does not exist. */
export async function viewOwnSignatures(id: string, applicant: Applicant): Promise<SignaturesOfApplication | null> {
  return view(await ownSight(id, applicant));
}

/** All signatures under the application of a task, for the officer who may look into it. Null for a task that they may not see. */
export async function viewSignaturesOfTask(taskId: string, officer: Officer): Promise<SignaturesOfApplication | null> {
  return view(await officerSight(taskId, officer));
}

/** An owner's own signature under what they answered; null for anybody else, exactly as for a request that does not exist. */
export async function viewOwnersSignatures(requestId: string, owner: Iin): Promise<SignaturesOfApplication | null> {
  return view(await ownerSight(requestId, owner));
}

/** A file of an owner's own signature. */
export async function ownersSignatureFile(
  requestId: string,
  owner: Iin,
  signature: string,
  kind: SignatureFileKind,
): Promise<SignatureFile | null> {
  return fileOf(await ownerSight(requestId, owner), signature, kind);
}

/** A file of one of the applicant's own signatures. */
export async function ownSignatureFile(
  id: string,
  applicant: Applicant,
  signature: string,
  kind: SignatureFileKind,
): Promise<SignatureFile | null> {
  return fileOf(await ownSight(id, applicant), signature, kind);
}

/** A file of one of the signatures under the application of a task. */
export async function signatureFileOfTask(
  taskId: string,
  officer: Officer,
  signature: string,
  kind: SignatureFileKind,
): Promise<SignatureFile | null> {
  return fileOf(await officerSight(taskId, officer), signature, kind);
}

async function ownSight(id: string, applicant: Applicant): Promise<Sight | null> {
  const application = await findOwn(id, applicant);
  if (!application) return null;
  return {
    application,
    // A decision names the officer who signed it: the applicant reads what was decided, not by which person.
    where: { purpose: { startsWith: applicationPurpose } },
    record: (action) => db.$transaction((tx) => audit(tx, entry("citizen", iinOf(applicant), action, application.id))),
  };
}

async function ownerSight(requestId: string, owner: Iin): Promise<Sight | null> {
  const request = await findOwnRequest(requestId, owner);
  if (!request) return null;
  const { application } = request;
  return {
    application,
    where: { signer: owner },
    record: async (action) => {
      // The text that they signed names the applicant.
      await logReading(request, "consent");
      await db.$transaction((tx) => audit(tx, entry("citizen", owner, action, application.id)));
    },
  };
}

async function officerSight(taskId: string, officer: Officer): Promise<Sight | null> {
  const found = await approachTask(taskId, officer);
  if (found?.kind !== "open") return null;
  const { application, task } = found;
  return {
    application,
    where: {},
    record: async (action) => {
      await logOfficerAccess({
        officer: officer.iin,
        role: task.role,
        subject: application.applicant,
        operation: "signature",
        service: application.service.id,
        applicationId: application.id,
      });
      await db.$transaction((tx) => audit(tx, entry("officer", officer.iin, action, application.id)));
    },
  };
}

function entry(kind: "citizen" | "officer", iin: Iin, action: string, applicationId: string) {
  return { actor: { kind, iin }, action, applicationId, details: {} };
}

async function view(sight: Sight | null): Promise<SignaturesOfApplication | null> {
  if (!sight) return null;
  const { application, where } = sight;
  await sight.record("signatures-viewed");
  const rows = await db.signature.findMany({
    where: { ...where, applicationId: application.id },
    orderBy: { signedAt: "asc" },
  });
  return { application, signatures: await Promise.all(rows.map(shown)) };
}

async function shown(row: Signature): Promise<StoredSignature> {
  const evidence = readEvidence(row.evidence);
  const code = readCodeEvidence(row.evidence)?.code;
  return {
    id: row.id,
    purpose: row.purpose.split(":")[0] ?? "",
    text: new TextDecoder().decode(row.document),
    documentHash: row.documentHash,
    signer: isIin(row.signer) ? row.signer : "",
    name: evidence?.signer ?? "",
    method: row.method,
    signedAt: row.signedAt,
    certificate: evidence && {
      serial: evidence.serial,
      issuer: evidence.issuer,
      notBefore: new Date(evidence.notBefore),
      notAfter: new Date(evidence.notAfter),
    },
    code: code
      ? {
          maskedPhone: maskPhone(code.phone),
          message: code.message,
          sentAt: new Date(code.sentAt),
          givenAt: new Date(code.givenAt),
        }
      : null,
    evidence: evidence && {
      kind: evidence.revocation.ncanode !== undefined ? "ncanode" : evidence.revocation.ocsp === null ? "crl" : "ocsp",
      at: new Date(evidence.revocation.checkedAt),
    },
    verdict: await verifyStored(row),
  };
}

async function fileOf(sight: Sight | null, signature: string, kind: SignatureFileKind): Promise<SignatureFile | null> {
  if (!sight || !isUuid(signature)) return null;
  const { application, where } = sight;
  const row = await db.signature.findFirst({ where: { ...where, id: signature, applicationId: application.id } });
  // A signature by a code has no file but the text.
  if (!row || (kind !== "document" && row.cms === null)) return null;
  await sight.record("signature-downloaded");
  const { number } = application.state;
  switch (kind) {
    case "document":
      return { content: new Uint8Array(row.document), mediaType: "text/plain; charset=utf-8", name: `${number}.txt` };
    case "cms":
      return {
        content: new Uint8Array(row.cms ?? []),
        mediaType: "application/pkcs7-signature",
        name: `${number}.p7s`,
      };
    case "authority":
      return { content: await authorities(), mediaType: "application/x-pem-file", name: "authority.pem" };
  }
}

/** The certificates that the portal trusts, as OpenSSL takes them. */
async function authorities(): Promise<Uint8Array> {
  const { trust } = await openSigningAuthority(env, realNow);
  const armoured = [...trust.roots, ...trust.intermediates].map((der) => {
    const lines =
      Buffer.from(der)
        .toString("base64")
        .match(/.{1,64}/g) ?? [];
    return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
  });
  return new TextEncoder().encode(armoured.join(""));
}
