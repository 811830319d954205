import "server-only";
import { createHmac, randomBytes } from "node:crypto";
import { isIin } from "@/lib/kernel/iin";
import { recordAccess } from "@/lib/infra/access-log";
import { rateKey, take } from "@/lib/infra/auth/rate-limit";
import type { RateRule } from "@/lib/infra/auth/rate-rule";
import { equalHashes } from "@/lib/infra/auth/tokens";
import { now as clockOf, realNow } from "@/lib/infra/clock";
import { db, inTransaction, type Tx } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { describeDocument, type CheckedDocument } from "../sealed-documents/check-document";
import type { SealedFile } from "../sealed-documents/own-documents";
import { whoIsTold } from "../sealed-documents/said";
import { linkStanding } from "./link-rules";
import { hashOf, isToken } from "./link-token";

/** How often one link opens: a link that has got about fills nobody's access log. */
const perLink: RateRule = { points: 60, seconds: 3_600 };

/** How long what was opened can be looked at. */
const shownMs = 10 * 60_000;

const visitForm = /^[0-9A-Za-z_-]{16}$/;

/** Names one showing of the page on which a link is opened: pressed twice there, it is opened once. */
export function newVisit(): string {
  return randomBytes(12).toString("base64url");
}

export type Opened =
  /** `pass` shows the paper for some minutes. */
  | { readonly kind: "opened"; readonly pass: string }
  /** There is no such link, it has ended or was revoked: which of them is not said. */
  | { readonly kind: "gone" }
  | { readonly kind: "too-many" };

/**
 * Opens a link because somebody pressed the button: counted once for each showing of the page, with a row in the access logs of
 * those whom it concerns, and nothing about who it was. Ending and opening come one after the other, under the lock of the link's row.
 */
export async function openLink(token: string, visit: string): Promise<Opened> {
  if (!isToken(token) || !visitForm.test(visit)) return { kind: "gone" };
  const tokenHash = hashOf(token);
  const at = realNow();
  const known = await db.sharedLink.findUnique({ where: { tokenHash }, select: { id: true, holder: true } });
  if (!known || !isIin(known.holder)) return { kind: "gone" };
  if (!(await take(rateKey("open-shared", known.id), perLink, at)).allowed) return { kind: "too-many" };
  const now = await clockOf(known.holder);
  const openedAt = await inTransaction((tx) => countOpening(tx, known.id, visit, now));
  if (!openedAt) return { kind: "gone" };
  // Opening it once more does not make it longer.
  const until = String(at.getTime() + shownMs - Math.max(0, now.getTime() - openedAt.getTime()));
  return { kind: "opened", pass: `${until}.${passFor(tokenHash, until)}` };
}

/** When what is seen now was opened, on the holder's clock: just now, or at the same showing of the page while its minutes last. Null: it opens no more. */
async function countOpening(tx: Tx, id: string, visit: string, now: Date): Promise<Date | null> {
  await tx.$queryRaw`SELECT 1 FROM portal.shared_link WHERE id = ${id}::uuid FOR UPDATE`;
  const link = await tx.sharedLink.findUnique({
    where: { id },
    include: { document: { select: { holder: true, said: true, applicationId: true } } },
  });
  if (!link || linkStanding(link, now) !== "open") return null;
  const opening = await tx.sharedOpening.findUnique({ where: { linkId_visit: { linkId: id, visit } } });
  if (opening && isShown(opening.at, now)) return opening.at;
  // A page that was kept and comes again later is another opening.
  await tx.sharedOpening.create({ data: { linkId: id, visit: opening ? newVisit() : visit, at: now } });
  for (const subject of whoIsTold(link.document, link.holder))
    await recordAccess(
      {
        ...{ readerKind: "public", reader: null, readerRole: null, subject },
        ...{ database: "portal", operation: "open-shared", purpose: "shared-link" },
        ...{ applicationId: link.document.applicationId, answer: "found" },
      },
      tx,
    );
  return now;
}

/** Of two presses at once the one that looked at the clock first may come second. */
function isShown(openedAt: Date, now: Date): boolean {
  return Math.abs(now.getTime() - openedAt.getTime()) < shownMs;
}

export type Shown =
  | { readonly kind: "shown"; readonly document: CheckedDocument }
  /** The minutes are over. */
  | { readonly kind: "over" }
  | { readonly kind: "gone" };

/** What a link shows to whoever has just opened it; asked anew of the link's row each time. */
export async function viewShared(token: string, pass: string): Promise<Shown> {
  const behind = await codeBehind(token, pass);
  if (typeof behind !== "string") return behind;
  const document = await describeDocument(behind);
  return document ? { kind: "shown", document } : { kind: "gone" };
}

/** The file itself, while the paper is good, under the name of its number; null where it cannot be had. */
export async function openSharedFile(token: string, pass: string): Promise<SealedFile | null> {
  const shown = await viewShared(token, pass);
  if (shown.kind !== "shown" || shown.document.paper?.standing !== "valid") return null;
  const { code } = shown.document;
  const row = await db.sealedDocument.findUnique({ where: { code }, select: { bytes: true } });
  return row && { bytes: new Uint8Array(row.bytes), name: `${code}.pdf` };
}

async function codeBehind(token: string, pass: string): Promise<string | Exclude<Shown, { readonly kind: "shown" }>> {
  if (!isToken(token)) return { kind: "gone" };
  const tokenHash = hashOf(token);
  const [until = "", proof = ""] = pass.split(".");
  const isPass = /^\d{1,15}$/.test(until) && equalHashes(proof, passFor(tokenHash, until));
  if (!isPass || Number(until) < realNow().getTime()) return { kind: "over" };
  const link = await db.sharedLink.findUnique({ where: { tokenHash } });
  if (!link || !isIin(link.holder)) return { kind: "gone" };
  return linkStanding(link, await clockOf(link.holder)) === "open" ? link.code : { kind: "gone" };
}

function passFor(tokenHash: string, until: string): string {
  return createHmac("sha256", env.authSecret).update(`shared-link-opened|${tokenHash}|${until}`).digest("base64url");
}
