import "server-only";
import { z } from "zod";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import type { TestKeyKind } from "@/lib/infra/signing/test-ca/person-certificate";
import { asGostKey } from "@/lib/infra/signing/test-ca/as-gost-key";
import { signWithTestKey } from "@/lib/infra/signing/test-ca/sign-with-test-key";
import { testKeyPassword } from "@/lib/infra/signing/test-ca/test-ca";
import { codeAddress } from "../signing/mobile-code";
import { somebodyElse } from "./played-ncalayer";
import { done, notDone, qaCall } from "./qa-call";
import { testKeyOf } from "./test-keys";

/**
 * What the phone does: signs; signs something else than it was shown; signs with a key that must be refused; or only looks. Or it comes when
 * the code's time is over, or that of all codes that follow each other by themselves: their time passes then.
 */
export const phoneOutcomes = [
  "sign",
  "look",
  "altered",
  "wrong-person",
  "wrong-key",
  "expired",
  "revoked",
  "wrong-chain",
  "gost",
  "too-late",
  "long-after",
] as const;
export type PhoneOutcome = (typeof phoneOutcomes)[number];

const kinds: Readonly<Partial<Record<PhoneOutcome, TestKeyKind>>> = {
  "wrong-key": "auth-only",
  expired: "expired",
  revoked: "revoked",
  "wrong-chain": "wrong-chain",
};

/** How far the phone came, and what the portal answered there. */
export interface PhoneResult {
  readonly step: "describe" | "fetch" | "put";
  readonly status: number;
}

const described = z.object({ document: z.object({ uri: z.url(), auth_token: z.string() }) });
const fetched = z.looseObject({
  documentsToSign: z.tuple([
    z.looseObject({ document: z.object({ file: z.object({ mime: z.string(), data: z.base64() }) }) }),
  ]),
});

/**
 * eGov Mobile, played: takes what a QR code or a link on a phone says, asks the portal as the real application does (over HTTP), signs
 * with a key of `iin`, and puts the signature. Null when the text is no code of this portal.
 */
export async function scanWithPhone(text: string, iin: Iin, outcome: PhoneOutcome): Promise<PhoneResult | null> {
  const address = addressIn(text);
  if (address === null) return null;
  await letTimePass(address, outcome);
  const first = await fetch(address);
  if (!first.ok) return { step: "describe", status: first.status };
  const { uri, auth_token: token } = described.parse(await first.json()).document;
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const documentAddress = onThisMachine(uri);
  const second = await fetch(documentAddress, { headers });
  if (!second.ok || outcome === "look") return { step: "fetch", status: second.status };
  const body = fetched.parse(await second.json());
  const [document] = body.documentsToSign;
  const bytes = new Uint8Array(Buffer.from(document.document.file.data, "base64"));
  const signed = outcome === "altered" ? new Uint8Array([...bytes, 32]) : bytes;
  const owner = outcome === "wrong-person" ? await somebodyElse(iin) : iin;
  const key = await testKeyOf(owner, kinds[outcome] ?? "valid");
  const cms = await signWithTestKey(signed, key, testKeyPassword, await clockOf(iin));
  const made = outcome === "gost" ? asGostKey(cms) : cms;
  const file = { ...document.document.file, data: Buffer.from(made).toString("base64") };
  const answer = await fetch(documentAddress, {
    method: "PUT",
    headers,
    body: JSON.stringify({ ...body, documentsToSign: [{ ...document, document: { file } }] }),
  });
  return { step: "put", status: answer.status };
}

/** A code lives in real time, which nobody can move: its own times are set back. */
async function letTimePass(address: string, outcome: PhoneOutcome): Promise<void> {
  if (outcome !== "too-late" && outcome !== "long-after") return;
  const id = address.slice(address.lastIndexOf("/") + 1);
  const expiresAt = realNow();
  const seriesAt = outcome === "long-after" ? { seriesAt: new Date(expiresAt.getTime() - 3_600_000) } : {};
  await db.mobileSigning.updateMany({ where: { id }, data: { expiresAt, ...seriesAt } });
}

/** The portal's address in a code's text (`mobileSign:…`) or in a link to eGov Mobile. Only this portal is ever asked. */
function addressIn(text: string): string | null {
  const bare = text.trim().replace(/^mobileSign:/, "");
  if (!URL.canParse(bare)) return null;
  const url = new URL(bare);
  const address = url.host === "m.egov.kz" ? (url.searchParams.get("link") ?? "") : bare;
  return address.startsWith(codeAddress("")) && /^[0-9a-f]{32}$/.test(address.slice(codeAddress("").length))
    ? onThisMachine(address)
    : null;
}

/** The phone is played on the portal's own machine, from where the public address may be out of reach. */
function onThisMachine(address: string): string {
  const { pathname } = new URL(address);
  return `http://127.0.0.1:${String(env.port)}${pathname}`;
}

/** A code that waits for a phone; `number`: of the application, null where it is for signing in. */
export interface WaitingCode {
  readonly url: string;
  readonly number: string | null;
}

/** The code that waits for a person's phone, or for anybody's who signs in by it; the newest of them. Null when there is none. */
export async function waitingCode(iin: Iin): Promise<WaitingCode | null> {
  const code = await db.mobileSigning.findFirst({
    where: { OR: [{ signer: iin }, { signer: null }], signedAt: null, expiresAt: { gt: realNow() } },
    orderBy: { createdAt: "desc" },
  });
  if (code?.signer === null) return { url: codeAddress(code.id), number: null };
  const request = code && (await db.signatureRequest.findUnique({ where: { nonce: code.nonce } }));
  const application = request && (await db.application.findUnique({ where: { id: request.applicationId } }));
  return code && application && { url: codeAddress(code.id), number: application.number };
}

/** `POST /api/qa/phone`: scans, fetches, signs, puts. */
export const phoneCall = qaCall(
  z.strictObject({ iin: iinSchema, code: z.string().max(500), outcome: z.enum(phoneOutcomes).default("sign") }),
  async ({ iin, code, outcome }) => {
    const result = await scanWithPhone(code, iin, outcome);
    return result ? done(result) : notDone(422, "$.code", "this is no code of this portal");
  },
);
