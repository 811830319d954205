import "server-only";
import { createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import { err, ok, type Result } from "@/lib/kernel/result";
import { isBin, type Bin } from "@/lib/kernel/bin";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import type { Phone } from "@/lib/kernel/phone";
import { formatDateTime } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";
import { challengeLimit, challengeMs } from "@/lib/infra/auth/limits";
import { rateKey, take } from "@/lib/infra/auth/rate-limit";
import { equalHashes } from "@/lib/infra/auth/tokens";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, type Tx } from "@/lib/infra/db/client";
import type { EdsChallenge as StoredChallenge } from "@/lib/infra/db/generated/client";
import { env } from "@/lib/infra/env";
import type { KeyRight } from "@/lib/kernel/key-right";
import { keyRightOf, readCertificate } from "@/lib/infra/signing/certificate";
import { cmsFromText } from "@/lib/infra/signing/cms";
import { openSigningAuthority } from "@/lib/infra/signing/signing-authority";
import { verifySignature, type SignatureFailure, type VerifiedSignature } from "@/lib/infra/signing/verify";
import { wordsOf } from "../words";

/** What is signed on the page that shows the text. */
export type ChallengePurpose = "sign-in" | "new-password" | "link-phone" | "key-check";
/** The last is signed on a phone, which takes the text from the portal. */
type TextPurpose = ChallengePurpose | "mobile-sign-in";

/** A text to be signed on the page that shows it, and when it was made: what an expired certificate is told by. */
export interface EdsChallenge {
  /** The text with all that the portal must know of it, under the portal's own seal: it comes back with the signature. */
  readonly sealed: string;
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
  readonly signer?: Iin;
  /** The ticket's row and number that the text speaks of. */
  readonly link?: { readonly id: string; readonly phone: Phone };
}

/** The browser that will be signed in where another device signs: the key of its ticket, what it calls itself, and where it is. */
interface ScreenRequest {
  readonly locale: Locale;
  readonly id: string;
  readonly device: string | null;
  readonly address: string;
}

/** Three digits that stand on the screen and in the text to be signed on another device, so that a person can compare them. */
export function screenNumber(nonce: string): string {
  return String(Number.parseInt(nonce.slice(0, 8), 16) % 1000).padStart(3, "0");
}

/**
 * Makes a text with a random number in it, for one signature within 15 minutes. Nothing is stored and nothing counted, so that whoever
 * opens the page takes nothing from anybody: the portal knows its text again by its seal, and its number once it is used up.
 */
export async function makeChallenge(request: ChallengeRequest): Promise<EdsChallenge> {
  const { purpose, locale, signer, link } = request;
  const [createdAt, nonce] = [realNow(), newNonce()];
  const about = signer === undefined ? [] : [`${wordsOf(locale, "sign-in.eds.document")("iin")}: ${signer}`];
  const text = textOf(purpose, locale, { nonce, createdAt }, about, link?.phone);
  const sealed = seal({ nonce, purpose, signer: signer ?? null, about: link?.id ?? null, text, createdAt });
  return { sealed, text, at: signer === undefined ? createdAt : await clockOf(signer) };
}

/**
 * Makes and stores the text by which a phone signs in the browser of a ticket: the phone takes it from the portal. Out: false when this
 * address has asked too often.
 */
export async function storeScreenChallenge({ locale, id, device, address }: ScreenRequest): Promise<boolean> {
  const [createdAt, nonce] = [realNow(), newNonce()];
  const turn = await take(rateKey("challenge-mobile-sign-in", address), challengeLimit, createdAt);
  if (!turn.allowed) return false;
  const words = wordsOf(locale, "sign-in.eds.document");
  const text = textOf("mobile-sign-in", locale, { nonce, createdAt }, [
    words("warning"),
    "",
    `${words("portal")}: ${env.publicUrl}`,
    `${words("screenNumber")}: ${screenNumber(nonce)}`,
    `${words("device")}: ${device ?? words("unknownDevice")}`,
    `${words("network")}: ${address}`,
  ]);
  const row = { nonce, purpose: "mobile-sign-in", signer: null, about: id, text, createdAt } as const;
  await db.edsChallenge.create({ data: rowOf(row) });
  return true;
}

function newNonce(): string {
  return randomBytes(16).toString("hex");
}

function textOf(
  purpose: TextPurpose,
  locale: Locale,
  { nonce, createdAt }: { readonly nonce: string; readonly createdAt: Date },
  about: readonly string[],
  phone?: Phone,
): string {
  const words = wordsOf(locale, "sign-in.eds.document");
  return [
    wordsOf(locale, "common.portal")("name"),
    words(`purposes.${purpose}`, { phone: phone ?? "" }),
    "",
    words(`statements.${purpose}`),
    "",
    ...about,
    `${words("time")}: ${formatDateTime(locale, createdAt)}`,
    `${words("nonce")}: ${nonce}`,
    "",
  ].join("\n");
}

const sealedSchema = z.object({
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  purpose: z.enum(["sign-in", "mobile-sign-in", "new-password", "link-phone", "key-check"]),
  signer: iinSchema.nullable(),
  about: z.string().nullable(),
  text: z.string(),
  createdAt: z.coerce.date(),
});

/** All that the portal must know of a text. */
type PreparedText = z.infer<typeof sealedSchema>;

function seal(prepared: PreparedText): string {
  const payload = Buffer.from(JSON.stringify(prepared), "utf8").toString("base64url");
  return `${payload}.${sealOf(payload)}`;
}

function sealOf(payload: string): string {
  return createHmac("sha256", env.authSecret).update(`eds-challenge ${payload}`).digest("base64url");
}

/** What is in a seal of the portal's own; null when it is none, or was changed. */
function unseal(sealed: string): PreparedText | null {
  const [payload = "", mark = ""] = sealed.split(".");
  if (!equalHashes(mark, sealOf(payload))) return null;
  return sealedSchema.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
}

function rowOf({ text, createdAt, ...rest }: PreparedText) {
  const expiresAt = new Date(createdAt.getTime() + challengeMs);
  return { ...rest, document: new TextEncoder().encode(text), createdAt, expiresAt };
}

/** For whom somebody acts, and by what right. */
export interface ActsFor {
  readonly bin: Bin;
  readonly right: KeyRight;
}

/** A signature that was found good, not yet used. */
export interface SignedChallenge {
  readonly nonce: string;
  /** What is to be stored of a text that is not yet; null where it is. */
  readonly unstored: PreparedText | null;
  readonly about: string | null;
  readonly signer: Iin;
  /** The entity whose key it is, and what it lets its holder do; null for a person's own key. */
  readonly entity: ActsFor | null;
  readonly verified: VerifiedSignature;
  readonly cms: Uint8Array;
}

/**
 * Verifies a signature over a text of the portal's own, for this purpose and, where one is expected, by this person: the seal, chain,
 * validity, key usage, IIN, revocation. Nothing is written: `spendChallenge` uses the text up.
 */
export async function verifyChallenge(request: {
  readonly purpose: ChallengePurpose;
  readonly challenge: string;
  readonly cms: string;
  readonly signer?: Iin;
}): Promise<Result<SignedChallenge, ChallengeFailure>> {
  const prepared = unseal(request.challenge);
  if (prepared?.purpose !== request.purpose || prepared.signer !== (request.signer ?? null)) {
    return err({ kind: "gone" });
  }
  const used = await db.edsChallenge.count({ where: { nonce: prepared.nonce } });
  if (used > 0) return err({ kind: "gone" });
  return verified({ ...rowOf(prepared), purpose: prepared.purpose }, request.cms, prepared);
}

/** Verifies the signature that a phone has made under the stored text of a sign-in. */
export async function verifyScreenChallenge(
  row: StoredChallenge,
  cms: string,
): Promise<Result<SignedChallenge, ChallengeFailure>> {
  if (row.purpose !== "mobile-sign-in" || row.usedAt !== null) return err({ kind: "gone" });
  return verified({ ...row, purpose: row.purpose, signer: null }, cms, null);
}

async function verified(
  text: {
    readonly nonce: string;
    readonly purpose: TextPurpose;
    readonly signer: Iin | null;
    readonly about: string | null;
    readonly document: Uint8Array;
    readonly expiresAt: Date;
  },
  given: string,
  unstored: PreparedText | null,
): Promise<Result<SignedChallenge, ChallengeFailure>> {
  const { nonce, purpose, signer, about } = text;
  if (text.expiresAt <= realNow()) return err({ kind: "gone" });
  const cms = cmsFromText(given);
  const signature = await verifySignature({
    bytes: new Uint8Array(text.document),
    cms,
    expected: signer === null ? "whoever-signed" : { iin: signer },
    // A number that is linked is a deed; to say who one is, an older key will do.
    purpose: purpose === "link-phone" || purpose === "key-check" ? "document" : "sign-in",
    at: signer === null ? realNow() : await clockOf(signer),
    realNow: realNow(),
    ...(await openSigningAuthority(env, realNow)),
  });
  if (!signature.ok) return err({ kind: "signature", failure: signature.error });
  const entity = actsFor(signature.value);
  // A person's account, number or key is a matter of their own key; an entity's is shown only where an account is entered by it.
  const isWrong = entity === "unclear" || (entity !== null && purpose !== "sign-in" && purpose !== "new-password");
  if (isWrong) return err({ kind: "organisation" });
  return ok({ nonce, unstored, about, signer: signature.value.signer.iin, entity, verified: signature.value, cms });
}

/** The certificate's two marks of an organisation, its BIN and the use of its key, must agree. */
function actsFor({ signer, certificate }: VerifiedSignature): ActsFor | null | "unclear" {
  const read = readCertificate(certificate.der);
  const right = read && keyRightOf(read);
  if (signer.bin === null && right === null) return read === null ? "unclear" : null;
  return signer.bin !== null && isBin(signer.bin) && right !== null ? { bin: signer.bin, right } : "unclear";
}

/**
 * Uses the text up and keeps the signature, in the transaction of what it decides. Out: false when another came first: of two at once the
 * second waits at the number's row for the first.
 */
export async function spendChallenge(tx: Tx, signed: SignedChallenge): Promise<boolean> {
  if (signed.unstored) await tx.edsChallenge.createMany({ data: rowOf(signed.unstored), skipDuplicates: true });
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
