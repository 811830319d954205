import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { phoneSchema } from "@/lib/kernel/phone";
import { env } from "@/lib/infra/env";
import { openLogKey } from "@/lib/infra/signing/log-key";
import type { GivenCode } from "./check-signing-code";

const codeEvidenceSchema = z.object({
  code: z.object({
    nonce: z.string(),
    phone: phoneSchema,
    message: z.string(),
    sentAt: z.iso.datetime(),
    givenAt: z.iso.datetime(),
  }),
  /** By the portal's own key over all that the record says: a code leaves nothing that would speak for itself. */
  seal: z.object({ key: z.string(), signature: z.base64() }),
});

/** What speaks for a signature by a one-time code. */
export type CodeEvidence = z.infer<typeof codeEvidenceSchema>;

/** What the seal covers besides the evidence: the row of the signature. */
export interface SealedRow {
  readonly id: string;
  readonly applicationId: string;
  readonly stage: string;
  readonly purpose: string;
  readonly signer: string;
  readonly document: Uint8Array;
  readonly documentHash: string;
  readonly signedAt: Date;
}

/** Puts down what speaks for a signature by a code, and seals it with the portal's own key. */
export function sealCode(row: SealedRow, nonce: string, { phone, message, sentAt, givenAt }: GivenCode): CodeEvidence {
  const code = { nonce, phone, message, sentAt: sentAt.toISOString(), givenAt: givenAt.toISOString() };
  const key = openLogKey(env.dataDir);
  const signature = Buffer.from(key.sign(sealedBytes(row, code))).toString("base64");
  return { code, seal: { key: key.id, signature } };
}

/** What was kept beside a signature by a code; null when it cannot be read, or when it is another kind of signature. */
export function readCodeEvidence(evidence: unknown): CodeEvidence | null {
  return codeEvidenceSchema.safeParse(evidence).data ?? null;
}

/** Whether a stored signature by a code is what it was when it was sealed; "unknown" under another key than the portal has now. */
export function verifyCodeSeal(
  row: SealedRow,
  { code, seal }: CodeEvidence,
): "sealed" | "content-changed" | "broken" | "unknown" {
  const hash = createHash("sha256").update(row.document).digest("hex");
  if (hash !== row.documentHash) return "content-changed";
  const key = openLogKey(env.dataDir);
  if (key.id !== seal.key) return "unknown";
  return key.verify(sealedBytes(row, code), Buffer.from(seal.signature, "base64")) ? "sealed" : "broken";
}

function sealedBytes(row: SealedRow, code: CodeEvidence["code"]): Uint8Array {
  const { id, applicationId, stage, purpose, signer, documentHash, signedAt } = row;
  const { nonce, phone, message, sentAt, givenAt } = code;
  const said = [id, applicationId, stage, purpose, signer, documentHash, signedAt.toISOString()];
  return new TextEncoder().encode(JSON.stringify(["signed-by-code", ...said, nonce, phone, message, sentAt, givenAt]));
}
