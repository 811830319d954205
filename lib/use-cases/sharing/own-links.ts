import "server-only";
import { randomUUID } from "node:crypto";
import { audit } from "@/lib/infra/audit";
import { now as clockOf } from "@/lib/infra/clock";
import { db, inTransaction, type Tx } from "@/lib/infra/db/client";
import { iinOf, type Applicant } from "@/lib/process/applicant";
import { findOwn, isUuid, type ApplicationRecord } from "../application-record";
import { sealedResult } from "../sealed-documents/own-documents";
import { mayRevoke, viewIssuedPaper, type IssuedPaper } from "../sealed-documents/revoke-paper";
import { endOfLink, linkStanding, mostLinks, termsFor, type LinkTerm } from "./link-rules";
import { addressOf, hashOf, tokenOf } from "./link-token";

/** A link as the person sees it who shows a paper by it. */
export interface OwnLink {
  readonly id: string;
  readonly createdAt: Date;
  readonly endsAt: Date;
  readonly standing: "open" | "ended" | "revoked";
  readonly revokedAt: Date | null;
  /** Where it leads; null when it leads nowhere any more. */
  readonly address: string | null;
  readonly openings: number;
  readonly lastOpenedAt: Date | null;
}

export interface SharedPaper {
  readonly application: ApplicationRecord;
  readonly paper: IssuedPaper;
  /** Open ones first, then the newest. */
  readonly links: readonly OwnLink[];
  /** How long another may live; empty where there can be none. */
  readonly terms: readonly LinkTerm[];
  readonly isFull: boolean;
}

/** The links to the paper with which an application has ended, for whomever it is open to. Null: no such application, or no such paper. */
export async function viewSharedPaper(id: string, applicant: Applicant): Promise<SharedPaper | null> {
  const application = await findOwn(id, applicant);
  const paper = application && (await viewIssuedPaper(application));
  if (!paper) return null;
  const now = await clockOf(application.applicant);
  const rows = await db.sharedLink.findMany({
    where: { document: { applicationId: id, kind: "result", seq: paper.seq } },
    orderBy: { createdAt: "desc" },
    include: { openings: { orderBy: { at: "desc" }, take: 1 }, _count: { select: { openings: true } } },
  });
  const links = rows.map(({ id: link, tokenHash, createdAt, endsAt, revokedAt, openings, _count }): OwnLink => {
    const standing = linkStanding({ endsAt, revokedAt }, now);
    const token = tokenOf(link);
    // Made under a secret that the portal has no more, it still opens, but cannot be shown again.
    const isShown = standing === "open" && hashOf(token) === tokenHash;
    return {
      ...{ id: link, createdAt, endsAt, standing, revokedAt },
      address: isShown ? addressOf(token) : null,
      openings: _count.openings,
      lastOpenedAt: openings[0]?.at ?? null,
    };
  });
  const open = links.filter(({ standing }) => standing === "open");
  return {
    ...{ application, paper, links: [...open, ...links.filter(({ standing }) => standing !== "open")] },
    terms: paper.standing === "valid" ? termsFor(paper.validUntil, now) : [],
    isFull: open.length >= mostLinks,
  };
}

/** Whether somebody may make and end links to the paper of an application that is open to them: those who may revoke it. */
export const mayShare = mayRevoke;

/** Names a link that is yet to be made: asked for twice under one name, there is one. */
export function newLinkId(): string {
  return randomUUID();
}

/**
 * Makes a link to the paper with which an application has ended: to nothing else can one be made. `link`: from `newLinkId`. "not-there": it is
 * not theirs to show, there is no such paper, or it is good no more; "full": as many are open as may be.
 */
export async function makeLink(
  id: string,
  applicant: Applicant,
  link: string,
  term: LinkTerm,
): Promise<"made" | "full" | "not-there"> {
  const application = mayShare(applicant) && isUuid(link) ? await findOwn(id, applicant) : null;
  const paper = application && (await viewIssuedPaper(application));
  if (!application || paper?.standing !== "valid") return "not-there";
  const code = await sealedResult(id, applicant);
  if (code === null) return "not-there";
  const now = await clockOf(application.applicant);
  const endsAt = endOfLink(term, paper.validUntil, now);
  if (endsAt === null) return "not-there";
  return inTransaction(async (tx) => {
    await lockLinks(tx, code);
    if (!(await keepsAccount(tx, applicant))) return "not-there";
    const made = await tx.sharedLink.findUnique({ where: { id: link }, select: { code: true } });
    if (made) return made.code === code ? "made" : "not-there";
    const open = await tx.sharedLink.count({ where: { code, revokedAt: null, endsAt: { gt: now } } });
    if (open >= mostLinks) return "full";
    await tx.sharedLink.create({
      data: {
        ...{ id: link, tokenHash: hashOf(tokenOf(link)), code, holder: application.applicant },
        ...{ madeBy: iinOf(applicant), createdAt: now, endsAt },
      },
    });
    const details = { link, endsAt: endsAt.toISOString() };
    await audit(tx, {
      actor: { kind: "citizen", iin: iinOf(applicant) },
      action: "link-made",
      applicationId: id,
      details,
    });
    return "made";
  });
}

/** Ends a link at once; whoever is just opening it comes before or finds it gone. Of a paper that is not theirs to show nothing happens. */
export async function revokeLink(id: string, applicant: Applicant, link: string): Promise<void> {
  const application = mayShare(applicant) && isUuid(link) ? await findOwn(id, applicant) : null;
  if (!application) return;
  const now = await clockOf(application.applicant);
  await inTransaction(async (tx) => {
    const { count } = await tx.sharedLink.updateMany({
      where: { id: link, revokedAt: null, document: { applicationId: id } },
      data: { revokedAt: now },
    });
    if (count === 0) return;
    const actor = { kind: "citizen", iin: iinOf(applicant) };
    await audit(tx, { actor, action: "link-revoked", applicationId: id, details: { link } });
  });
}

/** Whether whoever makes a link in an entity's name still has the account that lets them; it is not ended before the link is there to end with it. */
async function keepsAccount(tx: Tx, applicant: Applicant): Promise<boolean> {
  if (typeof applicant === "string") return true;
  const { iin, bin } = applicant;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM portal.entity_account WHERE bin = ${bin} AND iin = ${iin} FOR KEY SHARE`;
  return rows.length === 1;
}

/** Links to one paper are made one after another. */
async function lockLinks(tx: Tx, code: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`shared-links/${code}`}, 0))`;
}
