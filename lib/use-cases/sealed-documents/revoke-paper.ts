import "server-only";
import { localDateOf, localDateSchema, type LocalDate } from "@/lib/kernel/local-date";
import { audit } from "@/lib/infra/audit";
import { now, realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { iinOf, maySubmit, type Applicant } from "@/lib/process/applicant";
import { papersOf } from "@/lib/process/papers";
import { paperStanding, type PaperStanding } from "@/lib/process/resulting-paper";
import { findApplication, findOwn, type ApplicationRecord } from "../application-record";
import { readEvents } from "../read-events";

/** How a paper that a service has ended with stands today. */
export interface IssuedPaper {
  readonly seq: number;
  /** When it was issued (ISO), on the applicant's clock. */
  readonly at: string;
  readonly validUntil: LocalDate | null;
  readonly standing: PaperStanding;
  /** By whom it was revoked; null where it was not. */
  readonly revokedBy: "holder" | "portal" | null;
}

/** The paper that an application has ended with, as it stands today; null where there is none. */
export async function viewIssuedPaper(application: ApplicationRecord): Promise<IssuedPaper | null> {
  const { id, applicant, service } = application;
  if (!service.paper) return null;
  const events = (await readEvents(id)).map(({ event }) => event);
  const due = papersOf(service, events).find(({ kind }) => kind === "result");
  const issued = due && (await issuedWith(id, due.seq));
  if (!issued) return null;
  const { validUntil, by } = issued;
  const today = localDateOf(await now(applicant));
  const standing = paperStanding({ validUntil, revoked: by !== null }, today);
  return { seq: due.seq, at: due.at, validUntil, standing, revokedBy: by };
}

/**
 * How the paper stands that an application's event of this number has made. One that was made anew since, or whose application ended
 * otherwise after all, stands no more.
 */
export async function standingOfPaper(applicationId: string, seq: number): Promise<Omit<IssuedPaper, "at">> {
  const application = await findApplication(applicationId);
  const current = application && (await viewIssuedPaper(application));
  if (current?.seq === seq) return current;
  const issued = await issuedWith(applicationId, seq);
  return { seq, validUntil: issued?.validUntil ?? null, standing: "revoked", revokedBy: "portal" };
}

/** Whether a paper was revoked. */
export async function isRevoked(applicationId: string, seq: number): Promise<boolean> {
  return (await db.paperRevocation.count({ where: { applicationId, seq } })) > 0;
}

/** Whether somebody may revoke the paper of an application that is open to them: an entity's is for those to revoke who may sign for it. */
export function mayRevoke(applicant: Applicant): boolean {
  return typeof applicant === "string" || maySubmit(applicant.right);
}

/**
 * Revokes the paper of an application for good. "not-there": there is none, or the application is not theirs; "over": it is good no more.
 */
export async function revokeOwnPaper(id: string, applicant: Applicant): Promise<"revoked" | "over" | "not-there"> {
  const application = mayRevoke(applicant) ? await findOwn(id, applicant) : null;
  if (!application) return "not-there";
  const paper = await viewIssuedPaper(application);
  if (!paper) return "not-there";
  if (paper.standing !== "valid") return "over";
  const { seq } = paper;
  return inTransaction(async (tx) => {
    const { count } = await tx.paperRevocation.createMany({
      data: { applicationId: id, seq, by: "holder", revokedAt: realNow() },
      skipDuplicates: true,
    });
    if (count === 0) return "over";
    await audit(tx, {
      actor: { kind: "citizen", iin: iinOf(applicant) },
      action: "paper-revoked",
      applicationId: id,
      details: { seq },
    });
    return "revoked";
  });
}

async function issuedWith(applicationId: string, seq: number) {
  const row = await db.issuedPaper.findUnique({
    where: { applicationId_seq: { applicationId, seq } },
    select: { validUntil: true, revocation: { select: { by: true } } },
  });
  if (!row) return null;
  const by = row.revocation && (row.revocation.by === "holder" ? ("holder" as const) : ("portal" as const));
  return { validUntil: row.validUntil === null ? null : localDateSchema.parse(row.validUntil), by };
}
