import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import type { TestKeyKind } from "@/lib/infra/signing/test-ca/person-certificate";
import { iinOf, type Applicant } from "@/lib/process/applicant";
import { asGostKey } from "@/lib/infra/signing/test-ca/as-gost-key";
import { signWithTestKey } from "@/lib/infra/signing/test-ca/sign-with-test-key";
import { openTestCa, testKeyPassword } from "@/lib/infra/signing/test-ca/test-ca";
import { findApplication } from "../application-record";
import { applicationPurpose } from "../prepare-signature";
import { actingForQa } from "./acting-for-qa";
import { ncaLayerOutcomeOf, type NcaLayerOutcome } from "./ncalayer";
import { testKeyOf } from "./test-keys";

/** What NCALayer says to whoever connects. */
export const greeting = JSON.stringify({ result: { version: "1.4" } });

const signRequest = z.object({
  module: z.literal("kz.gov.pki.knca.basics"),
  method: z.literal("sign"),
  args: z.object({
    format: z.literal("cms"),
    data: z.base64(),
    signingParams: z.object({ decode: z.literal(true), encapsulate: z.literal(false), digested: z.literal(false) }),
    signerParams: z.object({ extKeyUsageOids: z.array(z.string()), chain: z.array(z.base64()).default([]) }),
    locale: z.enum(["kk", "ru", "en"]),
  }),
});

const individual = "1.2.398.3.3.4.1.1";
const organisation = "1.2.398.3.3.4.1.2";
const emailProtection = "1.3.6.1.5.5.7.3.4";

/**
 * Answers one message as NCALayer's module kz.gov.pki.knca.basics does; null: it hangs up. Nobody sits at this NCALayer, so that the
 * document itself tells whose computer it is: the person for whom the portal has prepared it, with the key of the entity that they act for; or, where it names nobody, whoever sits
 * there (`atDesk`), or was set last. Their key signs, unless the QA console has them cancel, err, or take a wrong key.
 */
export async function answerOfNcaLayer(message: string, atDesk: string | null = null): Promise<string | null> {
  const request = signRequest.safeParse(asJson(message));
  if (!request.success) return failure("MODULE_NOT_FOUND", "Module or method not found");
  const { data, signerParams } = request.data.args;
  const document = new Uint8Array(Buffer.from(data, "base64"));
  const signer = await signerOf(document, atDesk);
  if (signer === null) return failure("500", "Nobody is asked to sign this document");
  const outcome = await ncaLayerOutcomeOf(iinOf(signer));
  if (outcome === "closed") return null;
  if (outcome === "error") return failure("500", "Internal error", "java.lang.IllegalStateException");
  if (outcome === "cancelled") return JSON.stringify({ status: true, body: {} });
  const holder = typeof signer === "string" ? individual : organisation;
  const asksForIt = [emailProtection, holder].every((oid) => signerParams.extKeyUsageOids.includes(oid));
  if (!asksForIt || !(await knowsAuthority(signerParams.chain))) {
    return failure("CERTIFICATE_NOT_FOUND", "No key fits the request");
  }
  const key = await keyFor(signer, outcome);
  const cms = await signWithTestKey(document, key, testKeyPassword, await clockOf(iinOf(signer)));
  const made = outcome === "gost" ? asGostKey(cms) : cms;
  return JSON.stringify({ status: true, body: { result: [armoured(made)] } });
}

function asJson(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

function failure(code: string, message: string, details = ""): string {
  return JSON.stringify({ status: false, code, message, details });
}

async function signerOf(document: Uint8Array, atDesk: string | null): Promise<Applicant | null> {
  const documentHash = createHash("sha256").update(document).digest("hex");
  const request = await db.signatureRequest.findFirst({ where: { documentHash }, orderBy: { createdAt: "desc" } });
  if (request) {
    const signer = iinSchema.parse(request.signer);
    const { bin } = (await findApplication(request.applicationId)) ?? { bin: null };
    const isApplicants = request.purpose.startsWith(applicationPurpose);
    return bin !== null && isApplicants ? actingForQa(signer, bin) : signer;
  }
  // A text about an account is stored nowhere before it is signed: it ends in its number, and names whom it is for, if anybody.
  const text = new TextDecoder().decode(document);
  if (!/: [0-9a-f]{32}\n$/.test(text)) return null;
  const named = /^[^:\n]+: ([0-9]{12})$/m.exec(text)?.[1];
  const somebody = named ?? atDesk ?? (await db.mockNcaLayer.findFirst({ orderBy: { setAt: "desc" } }))?.iin;
  return iinSchema.safeParse(somebody).data ?? null;
}

/** NCALayer offers keys of the NCA, and of an authority whose certificates come along. */
async function knowsAuthority(chain: readonly string[]): Promise<boolean> {
  const { trust } = await openTestCa(env.dataDir);
  return trust.intermediates.every((der) => chain.includes(Buffer.from(der).toString("base64")));
}

const kinds: Readonly<Partial<Record<NcaLayerOutcome, TestKeyKind>>> = {
  "wrong-key": "auth-only",
  expired: "expired",
  revoked: "revoked",
  "wrong-chain": "wrong-chain",
};

async function keyFor(signer: Applicant, outcome: NcaLayerOutcome): Promise<Uint8Array> {
  const iin = iinOf(signer);
  const organisationKey = typeof signer === "string" ? undefined : signer;
  if (outcome !== "wrong-person") return testKeyOf(iin, kinds[outcome] ?? "valid", organisationKey);
  return testKeyOf(await somebodyElse(iin), "valid", organisationKey);
}

/** Somebody who is not this person: the first in GBD FL. */
export async function somebodyElse(iin: Iin): Promise<Iin> {
  const other = await db.mockPerson.findFirstOrThrow({ where: { iin: { not: iin } }, orderBy: { iin: "asc" } });
  return iinSchema.parse(other.iin);
}

function armoured(cms: Uint8Array): string {
  const lines =
    Buffer.from(cms)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CMS-----\n${lines.join("\n")}\n-----END CMS-----\n`;
}
