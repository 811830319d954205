import "server-only";
import { z } from "zod";
import { isIin } from "@/lib/kernel/iin";
import { err, ok, type Result } from "@/lib/kernel/result";
import { holderOf, issuerName, isValidAt, type ReadCertificate } from "./certificate";
import { readDetachedSigner } from "./cms";
import { organisationFault, type SignatureFailure, type SignatureToVerify, type VerifiedSignature } from "./verify";

/** How long NCANode may take, in ms: it asks the authority's OCSP responder in turn. */
const timeLimit = 10_000;
/** The largest answer read, in characters. */
const largestAnswer = 1_000_000;

/** Verifies a signature by GOST keys, which Node.js cannot. */
export type GostVerifier = (
  input: Pick<SignatureToVerify, "bytes" | "cms" | "expected" | "purpose" | "at" | "realNow">,
) => Promise<Result<VerifiedSignature, SignatureFailure>>;

const answerSchema = z.object({
  valid: z.boolean(),
  signers: z.tuple([
    z.object({
      certificates: z
        .array(
          z.object({
            subject: z.object({ iin: z.string(), bin: z.string().nullish() }),
            serialNumber: z.string(),
            keyUser: z.array(z.string()).default([]),
            keyUsage: z.string(),
            revocations: z.array(z.object({ revoked: z.boolean() })).default([]),
          }),
        )
        .min(1),
    }),
  ]),
});

/**
 * A verifier that asks NCANode's REST API (`POST /cms/verify`). What can be judged here is judged here: that the signature is
 * detached and of one signer, whose certificate it is, when it is valid. Fails closed: no answer, or one that does not fit the
 * certificate in the signature, is `revocation-unavailable`. `request` and `limit` (ms) can be replaced in tests.
 */
export function ncaNode(url: string, request: typeof fetch = fetch, limit: number = timeLimit): GostVerifier {
  return async (input) => {
    const signer = readDetachedSigner(input.cms);
    const holder = signer && holderOf(signer);
    if (!signer) return err({ reason: "not-a-signature" });
    for (const at of [input.at, input.realNow]) {
      if (!isValidAt(signer, at)) return err({ reason: at < signer.notBefore ? "not-yet-valid" : "expired" });
    }
    if (!holder || !isIin(holder.iin)) return err({ reason: "wrong-person" });
    const { expected } = input;
    if (expected !== "whoever-signed" && holder.iin !== expected.iin) return err({ reason: "wrong-person" });

    const answer = await ask(url, input, request, limit);
    if (answer === "refused") return err({ reason: "bad-signature" });
    if (answer === "unavailable") return err({ reason: "revocation-unavailable" });
    const failure = judge(answer, signer, holder, input);
    if (failure) return err({ reason: failure });
    return ok({
      signer: { ...holder, iin: holder.iin },
      certificate: {
        serial: signer.serial,
        notBefore: signer.notBefore,
        notAfter: signer.notAfter,
        issuer: issuerName(signer),
        der: signer.der,
      },
      evidence: { checkedAt: input.realNow, ocsp: null, crls: [], ncanode: JSON.stringify(answer) },
      signedAt: input.at,
      // NCANode does not tell it, and it proves nothing.
      claimedAt: input.at,
    });
  };
}

type Answer = z.infer<typeof answerSchema>;

async function ask(
  url: string,
  { bytes, cms }: Pick<SignatureToVerify, "bytes" | "cms">,
  request: typeof fetch,
  limit: number,
): Promise<Answer | "refused" | "unavailable"> {
  try {
    const response = await request(`${url.replace(/\/+$/, "")}/cms/verify`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ revocationCheck: ["OCSP"], cms: toBase64(cms), data: toBase64(bytes) }),
      redirect: "error",
      signal: AbortSignal.timeout(limit),
    });
    if (response.status >= 400 && response.status < 500) return "refused";
    if (response.status !== 200) return "unavailable";
    const text = await response.text();
    if (text.length > largestAnswer) return "unavailable";
    return answerSchema.safeParse(JSON.parse(text)).data ?? "unavailable";
  } catch {
    return "unavailable";
  }
}

function judge(
  { valid, signers }: Answer,
  signer: ReadCertificate,
  holder: { readonly iin: string; readonly bin: string | null },
  { expected, purpose }: Pick<SignatureToVerify, "expected" | "purpose">,
): Exclude<SignatureFailure["reason"], "unsupported-algorithm"> | null {
  const certificate = signers[0].certificates.find(({ serialNumber }) => isSameSerial(serialNumber, signer.serial));
  // An answer about another certificate is no answer about this one.
  if (certificate?.subject.iin !== holder.iin) return "revocation-unavailable";
  if (certificate.revocations.some(({ revoked }) => revoked)) return "revoked";
  if (!valid) return "bad-signature";
  if (certificate.revocations.length === 0) return "revocation-unavailable";
  if (certificate.keyUsage !== "SIGN" && purpose === "document") return "wrong-key-usage";
  return organisationFault(holder.bin, certificate.keyUser.includes("ORGANIZATION"), expected);
}

/** Serial numbers as hexadecimal, whatever their case and leading zeros. */
function isSameSerial(one: string, other: string): boolean {
  const plain = (serial: string) => serial.toUpperCase().replace(/^0+/, "");
  return plain(one) === plain(other);
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
