import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import type { Phone } from "@/lib/kernel/phone";
import { codeMs } from "@/lib/infra/auth/limits";
import { orderCode, type CodeRefusal } from "@/lib/infra/auth/one-time-code";
import { hashSigningCode, lockSigningCode, signingCodeKeys } from "@/lib/infra/auth/signing-code";
import { newCode } from "@/lib/infra/auth/tokens";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import type { Locale } from "@/lib/i18n/locale";
import { openPorts } from "@/lib/state-databases/gateway";
import { wordsOf } from "../words";
import { openForCode } from "./code-way";

export type SigningCodeSending =
  /** `isAnother`: one was sent for this document before, and is void now. */
  | { readonly kind: "sent"; readonly isAnother: boolean }
  /** The message could not be handed over; another may be asked for at once. */
  | { readonly kind: "not-sent" }
  | CodeRefusal
  /** The document was signed, is too old, is somebody else's, or the application has changed since. */
  | { readonly kind: "document-gone" }
  /** This document is not signed by a code, or not all numbers are linked. */
  | { readonly kind: "shut" };

/**
 * Sends the signer of a prepared document a code that signs it, to the number linked to their account. The code before is void from then
 * on; what was counted of wrong codes stays counted. The message leaves after the code is stored, and says what it signs.
 */
export async function sendSigningCode(request: {
  readonly nonce: string;
  readonly signer: Iin;
  readonly locale: Locale;
}): Promise<SigningCodeSending> {
  const { nonce, signer, locale } = request;
  const opened = await openForCode(nonce, signer);
  if (!opened) return { kind: "document-gone" };
  if (opened.way.kind !== "open") return { kind: "shut" };
  const { phone } = opened.way;
  const { purpose, document } = opened.request;
  const at = realNow();
  const code = newCode();
  const stored = await inTransaction(
    async (tx): Promise<CodeRefusal | { kind: "stored"; message: string; isAnother: boolean }> => {
      await tx.signingCode.createMany({ data: { nonce, signer, phone, createdAt: at }, skipDuplicates: true });
      const row = await lockSigningCode(tx, nonce);
      const refusal = await orderCode(tx, row?.sentAt ?? null, signingCodeKeys(signer, phone), at);
      if (refusal) return refusal;
      const sends = (row?.sends ?? 0) + 1;
      const message = `signing:${nonce}:${String(sends)}`;
      await tx.signingCode.update({
        where: { nonce },
        data: {
          phone,
          codeHash: hashSigningCode(code, { nonce, purpose, signer, document, phone }),
          codeExpiresAt: new Date(at.getTime() + codeMs),
          sends,
          sentAt: at,
          message,
          givenAt: null,
        },
      });
      return { kind: "stored", message, isAnother: sends > 1 };
    },
  );
  if (stored.kind !== "stored") return stored;
  if (await deliver({ key: stored.message, phone, signer, purpose, locale, code })) {
    return { kind: "sent", isAnother: stored.isAnother };
  }
  await db.signingCode.updateMany({
    where: { nonce, sentAt: at },
    data: { sentAt: null, codeHash: null, codeExpiresAt: null },
  });
  return { kind: "not-sent" };
}

async function deliver(message: {
  key: string;
  phone: Phone;
  signer: Iin;
  purpose: string;
  locale: Locale;
  code: string;
}): Promise<boolean> {
  const { key, phone, signer, purpose, locale, code } = message;
  const words = wordsOf(locale, "signing.code.sms");
  const [kind = ""] = purpose.split(":");
  const { messages } = openPorts({ reader: { kind: "portal" }, purpose: "signing", now: await clockOf(signer) });
  const answer = await messages.send({
    key,
    channel: "sms",
    to: phone,
    iin: signer,
    text: words(words.has(kind) ? kind : "other", { code }),
    code,
  });
  return answer.kind === "found";
}
