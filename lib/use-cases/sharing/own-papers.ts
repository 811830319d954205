import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf, localDateSchema, type LocalDate } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { paperStanding, type PaperStanding } from "@/lib/process/resulting-paper";

/** A paper with which a service has ended for a person, among their others. */
export interface OwnPaper {
  readonly application: string;
  readonly number: string;
  readonly service: string;
  readonly validUntil: LocalDate | null;
  readonly standing: PaperStanding;
  /** How many links show it to others now. */
  readonly openLinks: number;
}

const mostPapers = 20;

/** The papers that a person has got for themselves from the portal, newest first; of the portal's own records alone. */
export async function viewOwnPapers(iin: Iin): Promise<readonly OwnPaper[]> {
  const now = await clockOf(iin);
  const [papers, links] = await Promise.all([
    db.issuedPaper.findMany({
      // One whose application ended otherwise after all is none.
      where: { application: { applicant: iin, bin: null, OR: [{ outcome: null }, { outcome: "granted" }] } },
      include: { revocation: true, application: { select: { id: true, number: true, service: true } } },
      orderBy: [{ issuedAt: "desc" }, { seq: "desc" }],
      take: mostPapers,
    }),
    db.sharedLink.findMany({
      where: { holder: iin, revokedAt: null, endsAt: { gt: now } },
      select: { document: { select: { applicationId: true, seq: true } } },
    }),
  ]);
  const today = localDateOf(now);
  return papers.map(({ application: { id, number, service }, seq, validUntil: until, revocation }) => {
    const validUntil = until === null ? null : localDateSchema.parse(until);
    return {
      ...{ application: id, number, service, validUntil },
      standing: paperStanding({ validUntil, revoked: revocation !== null }, today),
      openLinks: links.filter(({ document }) => document.applicationId === id && document.seq === seq).length,
    };
  });
}
