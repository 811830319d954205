import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import type { Phone } from "@/lib/kernel/phone";
import { codeMs } from "@/lib/infra/auth/limits";
import { compareCode, type CodeComparison } from "@/lib/infra/auth/one-time-code";
import { hashSigningCode, lockSigningCode, signingCodeKeys } from "@/lib/infra/auth/signing-code";
import { realNow } from "@/lib/infra/clock";
import { inTransaction, type Tx } from "@/lib/infra/db/client";
import type { OpenRequest } from "../verify-cms";

/** Why a document is not signed by a code. */
export type CodeFailure =
  | Exclude<CodeComparison, { readonly kind: "right" }>
  /** It was given before; or it was right, and too long ago for a signature that did not come about. */
  | { readonly kind: "used" }
  /** None is waiting for this document, or it went to a number that is not linked any more. */
  | { readonly kind: "not-sent" }
  /** This document is not signed by a code, or not all numbers are linked. */
  | { readonly kind: "shut" };

/** A code that was right: what the signature's record keeps of it. */
export interface GivenCode {
  readonly phone: Phone;
  /** The key of the message that carried it. */
  readonly message: string;
  readonly sentAt: Date;
  readonly givenAt: Date;
}

export type CodeCheck =
  { readonly kind: "right"; readonly given: GivenCode } | { readonly kind: "failed"; readonly failure: CodeFailure };

/**
 * Compares a code with the one that was sent for this document and clears it, under its row's lock: of many right ones at once, one is
 * right. `phone`: the number that is linked now. What follows from a right code may fail for another reason, a silent state database
 * say: for as long as a code is good, the document can be signed by it once more without another code, with `code` null.
 */
export async function checkSigningCode(
  request: OpenRequest,
  signer: Iin,
  phone: Phone,
  code: string | null,
): Promise<CodeCheck> {
  const at = realNow();
  return inTransaction((tx) =>
    code === null ? again(tx, request, phone, at) : give(tx, request, signer, phone, code, at),
  );
}

async function give(
  tx: Tx,
  { nonce, purpose, document }: OpenRequest,
  signer: Iin,
  phone: Phone,
  code: string,
  at: Date,
): Promise<CodeCheck> {
  const row = await lockSigningCode(tx, nonce);
  if (row && row.givenAt !== null) return failed({ kind: "used" });
  if (!row?.sentAt || row.codeHash === null || row.message === null || row.phone !== phone)
    return failed({ kind: "not-sent" });
  const { codeHash, codeExpiresAt, message, sentAt } = row;
  const given = hashSigningCode(code, { nonce, purpose, signer, document, phone });
  const compared = await compareCode(tx, { codeHash, codeExpiresAt }, given, signingCodeKeys(signer, phone).wrong, at);
  if (compared.kind !== "right") return failed(compared);
  await tx.signingCode.update({ where: { nonce }, data: { codeHash: null, codeExpiresAt: null, givenAt: at } });
  return { kind: "right", given: { phone, message, sentAt, givenAt: at } };
}

async function again(tx: Tx, { nonce }: OpenRequest, phone: Phone, at: Date): Promise<CodeCheck> {
  const row = await tx.signingCode.findUnique({ where: { nonce } });
  if (!row?.sentAt || row.givenAt === null || row.message === null || row.phone !== phone)
    return failed({ kind: "not-sent" });
  const { givenAt, message, sentAt } = row;
  return isStillGood(givenAt, at)
    ? { kind: "right", given: { phone, message, sentAt, givenAt } }
    : failed({ kind: "used" });
}

/** Whether a code that was given then can sign at `at`, should the first attempt have failed for another reason. */
export function isStillGood(givenAt: Date, at: Date): boolean {
  return at.getTime() - givenAt.getTime() < codeMs;
}

function failed(failure: CodeFailure): CodeCheck {
  return { kind: "failed", failure };
}
