import "server-only";
import { createHash, createHmac } from "node:crypto";
import type { Iin } from "@/lib/kernel/iin";
import type { Phone } from "@/lib/kernel/phone";
import type { Tx } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import type { CodeKeys } from "./one-time-code";
import { rateKey } from "./rate-limit";
import { hashCode } from "./tokens";

/** What a code is bound to: it signs these bytes, for this purpose, by this person, once. */
export interface CodeBinding {
  readonly nonce: string;
  readonly purpose: string;
  readonly signer: Iin;
  readonly document: Uint8Array;
  /** Where the code goes. */
  readonly phone: Phone;
}

/**
 * What is stored in place of a code that signs a document. The portal's secret is a part of it: whoever reads the database cannot try
 * the million codes; and no part of the binding can be changed without making the code wrong.
 */
export function hashSigningCode(code: string, { nonce, purpose, signer, document, phone }: CodeBinding): string {
  const documentHash = createHash("sha256").update(document).digest("hex");
  const bound = JSON.stringify(["signing-code", documentHash, purpose, signer, nonce, phone]);
  return hashCode(code, createHmac("sha256", env.authSecret).update(bound).digest("hex"));
}

/** Wrong codes are counted per person, over all documents; messages per number, together with those of signing in. */
export function signingCodeKeys(signer: Iin, phone: Phone): CodeKeys {
  return { wrong: rateKey("code-signature", signer), messages: (about) => rateKey(about, phone) };
}

/** The code that was sent for a document, locked until the transaction ends; null when none was. */
export async function lockSigningCode(tx: Tx, nonce: string) {
  await tx.$queryRaw`SELECT 1 FROM portal.signing_code WHERE nonce = ${nonce} FOR UPDATE`;
  return tx.signingCode.findUnique({ where: { nonce } });
}
