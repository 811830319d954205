import "server-only";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { isLive } from "@/lib/infra/auth/session-life";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { EdsChallenge, MobileSigning, SignatureRequest } from "@/lib/infra/db/generated/client";
import { env } from "@/lib/infra/env";

/** How long a code can be scanned, in ms; and how long before its end the page shows the next one. */
const scanMs = 2 * 60_000;
const renewMs = 15_000;
/** How long the document can be read and signed on the phone once the code was scanned, in ms. */
const signMs = 5 * 60_000;
/** How long codes follow each other by themselves, in ms. */
const seriesMs = 10 * 60_000;
/** How many signatures are taken for one code until one is right. */
const mostAttempts = 5;

/**
 * Who shows the code: the person, and the session of theirs in which it stands and falls; or a browser that nobody has signed in to yet,
 * with the key of its ticket.
 */
export interface CodeHolder {
  readonly iin: Iin | null;
  readonly sessionId: string;
}

/** A code as the page shows it. */
export type MobileCode =
  | {
      readonly kind: "open";
      /** The address that the phone asks; it goes into the code. */
      readonly url: string;
      readonly secondsLeft: number;
      /** The phone has taken the document. */
      readonly isOpened: boolean;
      /** The key of the words on why the last signature was refused. */
      readonly refusal: string | null;
    }
  /** No code follows by itself any more: somebody must ask for one. */
  | { readonly kind: "expired"; readonly refusal: string | null }
  | { readonly kind: "signed" };

/** The code for a prepared document: the one that is still good, or the next of its series. */
export async function showMobileCode(nonce: string, holder: CodeHolder): Promise<MobileCode> {
  const now = realNow();
  const last = await lastCode(nonce, holder);
  if (last?.signedAt) return { kind: "signed" };
  if (last && isGood(last, now)) {
    const left = last.expiresAt.getTime() - now.getTime();
    if (last.openedAt || left > renewMs) return shown(last, now);
  }
  const refusal = last?.refusal ?? null;
  if (last && now.getTime() - last.seriesAt.getTime() >= seriesMs) return { kind: "expired", refusal };
  return shown(await makeCode(nonce, holder, last?.seriesAt ?? now, refusal, now), now);
}

/** Begins a new series of codes for a prepared document. */
export async function renewMobileCode(nonce: string, holder: CodeHolder): Promise<void> {
  const now = realNow();
  const request = await db.signatureRequest.findUnique({ where: { nonce } });
  if (request?.signer !== holder.iin || request.usedAt || request.expiresAt <= now) return;
  await makeCode(nonce, holder, now, null, now);
}

/** The number of the application whose document was signed by such a code in this session; null when none was. */
export async function numberSignedByMobile(nonce: string, holder: CodeHolder): Promise<string | null> {
  const last = await lastCode(nonce, holder);
  if (!last?.signedAt) return null;
  const request = await db.signatureRequest.findUnique({ where: { nonce } });
  const application = request && (await db.application.findUnique({ where: { id: request.applicationId } }));
  return application?.number ?? null;
}

function lastCode(nonce: string, { iin, sessionId }: CodeHolder): Promise<MobileSigning | null> {
  return db.mobileSigning.findFirst({
    where: { nonce, signer: iin, session: sessionId },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
  });
}

function makeCode(
  nonce: string,
  { iin, sessionId }: CodeHolder,
  seriesAt: Date,
  refusal: string | null,
  createdAt: Date,
): Promise<MobileSigning> {
  const id = randomBytes(16).toString("hex");
  const expiresAt = new Date(createdAt.getTime() + scanMs);
  return db.mobileSigning.create({
    data: { id, nonce, signer: iin, session: sessionId, seriesAt, refusal, createdAt, expiresAt },
  });
}

function isGood({ signedAt, attempts, expiresAt }: MobileSigning, now: Date): boolean {
  return signedAt === null && attempts < mostAttempts && expiresAt > now;
}

function shown(code: MobileSigning, now: Date): MobileCode {
  return {
    kind: "open",
    url: codeAddress(code.id),
    secondsLeft: Math.max(0, Math.round((code.expiresAt.getTime() - now.getTime()) / 1000)),
    isOpened: code.openedAt !== null,
    refusal: code.refusal,
  };
}

/** The address of a code, which the phone asks first. */
export function codeAddress(id: string): string {
  return `${env.publicUrl}/api/egov-mobile/${id}`;
}

/** A code that can be worked with now, with what it leads to: a prepared document of a known person, or the text of a sign-in. */
export type LiveCode = LiveDocument | LiveSignIn;

export interface LiveDocument {
  readonly kind: "document";
  readonly code: MobileSigning;
  readonly request: SignatureRequest;
  readonly signer: Iin;
}

export interface LiveSignIn {
  readonly kind: "sign-in";
  readonly code: MobileSigning;
  readonly challenge: EdsChallenge;
}

/** The code behind an id if it is good, and what it leads to is unsigned and still awaited; null for all else alike. */
export async function findLiveCode(id: string): Promise<LiveCode | null> {
  if (!/^[0-9a-f]{32}$/.test(id)) return null;
  const code = await db.mobileSigning.findUnique({ where: { id } });
  const now = realNow();
  if (!code || !isGood(code, now)) return null;
  return code.signer === null ? liveSignIn(code, now) : liveDocument(code, iinSchema.parse(code.signer), now);
}

/** A document is awaited by the session that shows its code. */
async function liveDocument(code: MobileSigning, signer: Iin, now: Date): Promise<LiveDocument | null> {
  const [request, session] = await Promise.all([
    db.signatureRequest.findUnique({ where: { nonce: code.nonce } }),
    db.session.findUnique({ where: { idHash: code.session } }),
  ]);
  if (request?.signer !== signer || request.usedAt || request.expiresAt <= now) return null;
  if (session?.iin !== signer || !isLive(session, await clockOf(signer))) return null;
  return { kind: "document", code, request, signer };
}

/** The text of a sign-in is awaited by the one browser whose ticket it was made for. */
async function liveSignIn(code: MobileSigning, now: Date): Promise<LiveSignIn | null> {
  const challenge = await db.edsChallenge.findUnique({ where: { nonce: code.nonce } });
  if (challenge?.about !== code.session || challenge.purpose !== "mobile-sign-in") return null;
  return challenge.usedAt || challenge.expiresAt <= now ? null : { kind: "sign-in", code, challenge };
}

/** The phone has scanned: from now on the person has time to read and to sign. Out: until when. */
export async function markScanned({ code }: LiveCode): Promise<Date> {
  if (code.openedAt) return code.expiresAt;
  const openedAt = realNow();
  const expiresAt = new Date(openedAt.getTime() + signMs);
  await db.mobileSigning.updateMany({ where: { id: code.id, openedAt: null }, data: { openedAt, expiresAt } });
  return expiresAt;
}

/** Counts one signature that came for a code; false when there were too many, or the code has just been used up. */
export async function takeAttempt(id: string): Promise<boolean> {
  const { count } = await db.mobileSigning.updateMany({
    where: { id, signedAt: null, attempts: { lt: mostAttempts } },
    data: { attempts: { increment: 1 } },
  });
  return count === 1;
}

/** Notes what has come of a signature: signed, or refused and why. */
export async function noteOutcome(id: string, refusal: string | null): Promise<void> {
  await db.mobileSigning.update({
    where: { id },
    data: refusal === null ? { signedAt: realNow(), refusal } : { refusal },
  });
}

/** The bearer token of a code: nobody can make it out of the id without the portal's secret. */
export function tokenOf(id: string): string {
  return createHmac("sha256", env.authSecret).update(`mobile-signing ${id}`).digest("base64url");
}

/** Whether an `Authorization` header carries the token of this code. */
export function carriesToken(authorization: string | null, id: string): boolean {
  const digest = (text: string) => createHmac("sha256", env.authSecret).update(text).digest();
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${tokenOf(id)}`));
}
