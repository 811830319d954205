import "server-only";
import { randomBytes } from "node:crypto";
import { err, ok, type Result } from "@/lib/kernel/result";
import { isBin, type Bin } from "@/lib/kernel/bin";
import type { Iin } from "@/lib/kernel/iin";
import type { Phone } from "@/lib/kernel/phone";
import { formatDateTime } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";
import { challengeLimit, challengeMs } from "@/lib/infra/auth/limits";
import { rateKey, take } from "@/lib/infra/auth/rate-limit";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, type Tx } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import type { KeyRight } from "@/lib/kernel/key-right";
import { keyRightOf, readCertificate } from "@/lib/infra/signing/certificate";
import { cmsFromText } from "@/lib/infra/signing/cms";
import { openSigningAuthority } from "@/lib/infra/signing/signing-authority";
import { verifySignature, type SignatureFailure, type VerifiedSignature } from "@/lib/infra/signing/verify";
import { wordsOf } from "../words";

export type ChallengePurpose = "sign-in" | "mobile-sign-in" | "new-password" | "link-phone" | "key-check";

/** A text to be signed, and when it was made: what an expired certificate is told by. */
export interface EdsChallenge {
  readonly nonce: string;
  readonly text: string;
  readonly at: Date;
}

export type ChallengeFailure =
  | { readonly kind: "signature"; readonly failure: SignatureFailure }
  /** A key of an organisation where a person must speak for themselves; or one that does not say which organisation's. */
  | { readonly kind: "organisation" }
  /** The text was signed already, is too old, was for something else, or was somebody else's. */
  | { readonly kind: "gone" };

/** Who is to sign, and what about. Without `signer` the key itself says who it is. */
interface ChallengeRequest {
  readonly purpose: ChallengePurpose;
  readonly locale: Locale;
  /** Where the request comes from: a text is a row, and whoever asks need not be signed in. */
  readonly address: string;
  readonly signer?: Iin;
  /** The ticket's row and number that the text speaks of. */
  readonly link?: { readonly id: string; readonly phone: Phone };
  /** The browser that will be signed in where another device signs: the key of its ticket, and what it calls itself. */
  readonly screen?: { readonly id: string; readonly device: string | null };
}

/** Three digits that stand on the screen and in the text to be signed on another device, so that a person can compare them. */
export function screenNumber(nonce: string): string {
  return String(Number.parseInt(nonce.slice(0, 8), 16) % 1000).padStart(3, "0");
}

/** Makes a text with a random number in it, for one signature within 15 minutes. Null when this address has asked too often. */
export async function makeChallenge(request: ChallengeRequest): Promise<EdsChallenge | null> {
  const { purpose, locale, signer, link, screen, address } = request;
  const createdAt = realNow();
  const turn = await take(rateKey(`challenge-${purpose}`, signer ?? address), challengeLimit, createdAt);
  if (!turn.allowed) return null;
  const nonce = randomBytes(16).toString("hex");
  const words = wordsOf(locale, "sign-in.eds.document");
  const text = [
    wordsOf(locale, "common.portal")("name"),
    words(`purposes.${purpose}`, { phone: link?.phone ?? "" }),
    "",
    words(`statements.${purpose}`),
    "",
    ...(signer === undefined ? [] : [`${words("iin")}: ${signer}`]),
    ...(screen === undefined
      ? []
      : [
          words("warning"),
          "",
          `${words("portal")}: ${env.publicUrl}`,
          `${words("screenNumber")}: ${screenNumber(nonce)}`,
          `${words("device")}: ${screen.device ?? words("unknownDevice")}`,
          `${words("network")}: ${address}`,
        ]),
    `${words("time")}: ${formatDateTime(locale, createdAt)}`,
    `${words("nonce")}: ${nonce}`,
    "",
  ].join("\n");
  await db.edsChallenge.create({
    data: {
      nonce,
      purpose,
      signer: signer ?? null,
      about: link?.id ?? screen?.id ?? null,
      document: new TextEncoder().encode(text),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + challengeMs),
    },
  });
  return { nonce, text, at: signer === undefined ? createdAt : await clockOf(signer) };
}

/** For whom somebody acts, and by what right. */
export interface ActsFor {
  readonly bin: Bin;
  readonly right: KeyRight;
}

/** A signature that was found good, not yet used. */
export interface SignedChallenge {
  readonly nonce: string;
  readonly about: string | null;
  readonly signer: Iin;
  /** The entity whose key it is, and what it lets its holder do; null for a person's own key. */
  readonly entity: ActsFor | null;
  readonly verified: VerifiedSignature;
  readonly cms: Uint8Array;
}

/**
 * Verifies a signature over the text of this number, for this purpose and, where one is expected, by this person: chain, validity,
 * key usage, IIN, revocation. Nothing is written: `spendChallenge` uses the text up.
 */
export async function verifyChallenge(request: {
  readonly purpose: ChallengePurpose;
  readonly nonce: string;
  readonly cms: string;
  readonly signer?: Iin;
}): Promise<Result<SignedChallenge, ChallengeFailure>> {
  const { purpose, nonce, signer } = request;
  const row = await db.edsChallenge.findUnique({ where: { nonce } });
  const isGood = row?.purpose === purpose && row.usedAt === null && row.expiresAt > realNow();
  if (!isGood || row.signer !== (signer ?? null)) return err({ kind: "gone" });
  const cms = cmsFromText(request.cms);
  const verified = await verifySignature({
    bytes: new Uint8Array(row.document),
    cms,
    expected: signer === undefined ? "whoever-signed" : { iin: signer },
    // A number that is linked is a deed; to say who one is, an older key will do.
    purpose: purpose === "link-phone" || purpose === "key-check" ? "document" : "sign-in",
    at: signer === undefined ? realNow() : await clockOf(signer),
    realNow: realNow(),
    ...(await openSigningAuthority(env, realNow)),
  });
  if (!verified.ok) return err({ kind: "signature", failure: verified.error });
  const entity = actsFor(verified.value);
  // A person's account, number or key is a matter of their own key; an entity's is shown only where an account is entered by it.
  const isWrong = entity === "unclear" || (entity !== null && purpose !== "sign-in" && purpose !== "new-password");
  if (isWrong) return err({ kind: "organisation" });
  return ok({ nonce, about: row.about, signer: verified.value.signer.iin, entity, verified: verified.value, cms });
}

/** The certificate's two marks of an organisation, its BIN and the use of its key, must agree. */
function actsFor({ signer, certificate }: VerifiedSignature): ActsFor | null | "unclear" {
  const read = readCertificate(certificate.der);
  const right = read && keyRightOf(read);
  if (signer.bin === null && right === null) return read === null ? "unclear" : null;
  return signer.bin !== null && isBin(signer.bin) && right !== null ? { bin: signer.bin, right } : "unclear";
}

/** Uses the text up and keeps the signature, in the transaction of what it decides. Out: false when another came first. */
export async function spendChallenge(tx: Tx, signed: SignedChallenge): Promise<boolean> {
  const usedAt = realNow();
  const { count } = await tx.edsChallenge.updateMany({
    where: { nonce: signed.nonce, usedAt: null, expiresAt: { gt: usedAt } },
    data: {
      usedAt,
      usedBy: signed.signer,
      cms: new Uint8Array(signed.cms),
      certificateUntil: signed.verified.certificate.notAfter,
    },
  });
  return count === 1;
}
