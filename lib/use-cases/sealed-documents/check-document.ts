import "server-only";
import { recordAccess } from "@/lib/infra/access-log";
import { giveBack, rateKey, take } from "@/lib/infra/auth/rate-limit";
import type { RateRule } from "@/lib/infra/auth/rate-rule";
import type { LocalDate } from "@/lib/kernel/local-date";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { SealedDocument } from "@/lib/infra/db/generated/client";
import { printable } from "@/lib/infra/documents/paper-text";
import type { PaperStanding } from "@/lib/process/resulting-paper";
import { sealsOf, type ShownSeal } from "./check-seals";
import { newPass, readPass, type CheckedBy } from "./check-pass";
import { standingOf } from "./own-documents";
import { standingOfPaper } from "./revoke-paper";
import { saidSchema, whoIsTold, type Said } from "./said";

/** Wrong digits for one document from one address: the four of an IIN must not be found by trying. */
const perAddress: RateRule = { points: 10, seconds: 3_600 };

/** Wrong digits for one document from everywhere together; so many that one stranger does not close it to whoever holds it. */
const perDocument: RateRule = { points: 100, seconds: 3_600 };

export type DocumentCheck =
  /** `pass` opens the result for some minutes. */
  | { readonly kind: "genuine"; readonly pass: string }
  /** No such document, or another person's digits: which of the two is not said. */
  | { readonly kind: "unknown" }
  | { readonly kind: "too-many" };

/**
 * Whether the portal has sealed a document of this number for a person whose IIN ends in these digits. `address`: where the request comes
 * from. Every check is counted before it is judged, so that parallel ones cannot slip past; the right ones are taken off again.
 */
export async function checkDocument(code: string, lastDigits: string, address: string): Promise<DocumentCheck> {
  const now = realNow();
  const ofAddress = rateKey("check-document-from", `${code}/${address}`);
  if (!(await take(ofAddress, perAddress, now)).allowed) return { kind: "too-many" };
  const ofDocument = rateKey("check-document", code);
  if (!(await take(ofDocument, perDocument, now)).allowed) return { kind: "too-many" };
  const row = await db.sealedDocument.findUnique({ where: { code }, select: { holder: true } });
  if (row?.holder.slice(-4) !== lastDigits) return { kind: "unknown" };
  await giveBack(ofAddress, now);
  await giveBack(ofDocument, now);
  return { kind: "genuine", pass: newPass(code, "number", now) };
}

/** What a check may show: what is printed on the document, the checksum of its file, and whether it still stands. */
export interface CheckedDocument extends Said {
  readonly kind: string;
  /** Whether the application of a receipt still goes on, and a coupon is still good; null for what speaks of an end. */
  readonly standing: "goes-on" | "over" | null;
  /** Whether the paper that a service has ended with may still be believed, and until when that is printed; null for any other. */
  readonly paper: { readonly standing: PaperStanding; readonly validUntil: LocalDate | null } | null;
  readonly code: string;
  readonly lastDigits: string;
  readonly sha256: string;
  readonly sealedAt: Date;
}

/** What whoever has checked a document is shown: by what they did, and the seals, verified just now. */
export interface CheckResult extends CheckedDocument {
  readonly checkedBy: CheckedBy;
  readonly seals: readonly ShownSeal[];
}

/**
 * The result of a check, for whoever has just made it, and by what they made it. Null when the pass is not for this document, or its minutes
 * are over. The access logs of those whom it concerns get a row.
 */
export async function viewCheckedDocument(code: string, pass: string): Promise<CheckResult | null> {
  const checkedBy = readPass(code, pass, realNow());
  if (!checkedBy) return null;
  const row = await findSealed(code);
  if (!row) return null;
  for (const subject of whoIsTold(row, row.application.applicant))
    await recordAccess({
      ...{ readerKind: "public", reader: null, readerRole: null, subject },
      ...{ database: "portal", operation: "check-document", purpose: "verify" },
      ...{ applicationId: row.applicationId, answer: "found" },
    });
  return { ...(await shownOf(row)), checkedBy, seals: await sealsOf(row) };
}

/** What is printed on a document, and whether it still stands. The caller has written down that it is shown. */
export async function describeDocument(code: string): Promise<CheckedDocument | null> {
  const row = await findSealed(code);
  return row && shownOf(row);
}

function findSealed(code: string) {
  return db.sealedDocument.findUnique({ where: { code }, include: { application: { select: { applicant: true } } } });
}

async function shownOf(row: SealedDocument): Promise<CheckedDocument> {
  const { code, sha256, sealedAt, holder, kind, applicationId, seq } = row;
  const said = saidSchema.parse(row.said);
  return {
    ...said,
    // As it is printed: what cannot be seen stands as its number.
    name: printable(said.name),
    ...(said.nameRu === undefined ? {} : { nameRu: printable(said.nameRu) }),
    ...(said.facts
      ? { facts: said.facts.map(({ name, kk, ru }) => ({ name, kk: printable(kk), ru: printable(ru) })) }
      : {}),
    code,
    kind,
    lastDigits: holder.slice(-4),
    sha256,
    sealedAt,
    standing: await standingOf(applicationId, kind, seq),
    paper: kind === "result" ? await paperAt(applicationId, seq) : null,
  };
}

/** By whom it was revoked, and why, is the holder's affair. */
async function paperAt(applicationId: string, seq: number): Promise<CheckedDocument["paper"]> {
  const { standing, validUntil } = await standingOfPaper(applicationId, seq);
  return { standing, validUntil };
}
