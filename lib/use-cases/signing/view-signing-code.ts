import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { maskPhone } from "@/lib/kernel/phone";
import { codeLimits } from "@/lib/infra/auth/one-time-code";
import { signingCodeKeys } from "@/lib/infra/auth/signing-code";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { isStillGood } from "./check-signing-code";
import { openForCode, type CodeWay } from "./code-way";

/** What the page that signs a prepared document shows of the way by a one-time code. All instants are real time. */
export type SigningCodeView =
  | Exclude<CodeWay, { readonly kind: "open" }>
  | {
      readonly kind: "open";
      readonly maskedPhone: string;
      /** Until when the code that was sent is good, which may be over; null when none was sent, or the message could not be. */
      readonly codeUntil: Date | null;
      /** The right code was given; what followed has failed, and can be tried again without another one. */
      readonly isGiven: boolean;
      /** From when a code may be asked for. */
      readonly resendAt: Date;
      readonly lockedUntil: Date | null;
      readonly at: Date;
    };

/** The way by a code for a prepared document; null when this person cannot sign that document any more. */
export async function viewSigningCode(nonce: string, signer: Iin): Promise<SigningCodeView | null> {
  const opened = await openForCode(nonce, signer);
  if (!opened) return null;
  const { way } = opened;
  if (way.kind !== "open") return way;
  const at = realNow();
  const row = await db.signingCode.findUnique({ where: { nonce } });
  const isCurrent = row?.phone === way.phone;
  return {
    kind: "open",
    maskedPhone: maskPhone(way.phone),
    codeUntil: isCurrent ? row.codeExpiresAt : null,
    isGiven: isCurrent && row.givenAt !== null && isStillGood(row.givenAt, at),
    ...(await codeLimits(db, row?.sentAt ?? null, signingCodeKeys(signer, way.phone), at)),
    at,
  };
}
