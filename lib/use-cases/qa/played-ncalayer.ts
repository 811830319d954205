import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { binSchema } from "@/lib/kernel/bin";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { keyPurposes, type TestKeyKind } from "@/lib/infra/signing/test-ca/person-certificate";
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

/** Whoever sits at the computer; with a BIN their token holds the key of that organisation, and no other. */
export interface Desk {
  readonly iin: string | null;
  readonly bin: string | null;
}

/**
 * Answers one message as NCALayer's module kz.gov.pki.knca.basics does; null: it hangs up. Nobody sits at this NCALayer, so that the
 * document itself tells whose computer it is: the person for whom the portal has prepared it, with the key of the entity that they act for; or, where it names nobody, whoever sits
 * there (`desk`), or was set last. The first of their keys that is of the kind asked for signs, unless the QA console has them cancel, err, or take a wrong key.
 */
export async function answerOfNcaLayer(message: string, desk: Desk | null = null): Promise<string | null> {
  const request = signRequest.safeParse(asJson(message));
  if (!request.success) return failure("MODULE_NOT_FOUND", "Module or method not found");
  const { data, signerParams } = request.data.args;
  const document = new Uint8Array(Buffer.from(data, "base64"));
  const [first, ...others] = await holdersOf(document, desk);
  if (first === undefined) return failure("500", "Nobody is asked to sign this document");
  const iin = iinOf(first);
  const outcome = await ncaLayerOutcomeOf(iin);
  if (outcome === "closed") return null;
  if (outcome === "error") return failure("500", "Internal error", "java.lang.IllegalStateException");
  if (outcome === "cancelled") return JSON.stringify({ status: true, body: {} });
  const signer = [first, ...others].find((holder) => isOfKind(holder, signerParams.extKeyUsageOids));
  if (signer === undefined || !(await knowsAuthority(signerParams.chain))) {
    return failure("CERTIFICATE_NOT_FOUND", "No key fits the request");
  }
  const key = await keyFor(signer, outcome);
  const cms = await signWithTestKey(document, key, testKeyPassword, await clockOf(iin));
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

/** Whoever's keys lie on the computer where this document is signed, in the order in which they are taken; none: nobody is asked to sign it. */
async function holdersOf(document: Uint8Array, desk: Desk | null): Promise<readonly Applicant[]> {
  const documentHash = createHash("sha256").update(document).digest("hex");
  const request = await db.signatureRequest.findFirst({ where: { documentHash }, orderBy: { createdAt: "desc" } });
  if (request) {
    const signer = iinSchema.parse(request.signer);
    const { bin } = (await findApplication(request.applicationId)) ?? { bin: null };
    const isApplicants = request.purpose.startsWith(applicationPurpose);
    return [bin !== null && isApplicants ? await actingForQa(signer, bin) : signer];
  }
  // A text about an account is stored nowhere before it is signed: it ends in its number, and names whom it is for, if anybody.
  const text = new TextDecoder().decode(document);
  if (!/: [0-9a-f]{32}\n$/.test(text)) return [];
  const named = iinSchema.safeParse(/^[^:\n]+: ([0-9]{12})$/m.exec(text)?.[1]);
  if (named.success) return [named.data];
  const somebody = desk?.iin ?? (await db.mockNcaLayer.findFirst({ orderBy: { setAt: "desc" } }))?.iin;
  const iin = iinSchema.safeParse(somebody);
  if (!iin.success) return [];
  const bin = binSchema.safeParse(desk?.bin);
  if (bin.success) return [await actingForQa(iin.data, bin.data)];
  return [iin.data, ...(await keysInOrganisations(iin.data))];
}

/** The keys that somebody holds in organisations: first where they have an account, the newest first; then where the register names them the head. */
async function keysInOrganisations(iin: Iin): Promise<readonly Applicant[]> {
  const accounts = await db.entityAccount.findMany({ where: { iin }, orderBy: { createdAt: "desc" } });
  const headed = await db.mockLegalEntity.findMany({ where: { head: iin, status: "active" }, orderBy: { bin: "asc" } });
  const bins = new Set([...accounts, ...headed].map(({ bin }) => binSchema.parse(bin)));
  return Promise.all([...bins].map((bin) => actingForQa(iin, bin)));
}

/** NCALayer offers a key that is for everything that it is asked for. */
function isOfKind(holder: Applicant, asked: readonly string[]): boolean {
  const purposes = keyPurposes(typeof holder === "string" ? {} : holder);
  return asked.every((oid) => purposes.includes(oid));
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
