import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import type { AccessLog } from "@/lib/infra/db/generated/client";

export interface AccessEntry {
  readonly id: string;
  readonly at: Date;
  readonly readerKind: string;
  /** Which person, where it was one that is no officer: oneself, or somebody of whom no more is told than why they could. Null for the others. */
  readonly person: ReadingPerson | null;
  /** The role in which an officer read; null for the citizen and the portal. */
  readonly readerRole: string | null;
  readonly database: string;
  readonly operation: string;
  /** The id of the service that it was for. */
  readonly purpose: string;
  /** An application of the person's own; null where the data were asked for because of somebody else's. */
  readonly applicationId: string | null;
  readonly answer: string;
}

/** "applicant": whoever made the application that the data were needed for. "representative": whoever signs in for an organisation. */
export type ReadingPerson = "you" | "owner" | "applicant" | "representative" | "other";

const perPage = 25;

/** Who read this person's data, newest first, a page at a time; pages count from 1. */
export async function viewAccessLog(
  subject: Iin,
  page: number,
): Promise<{ readonly entries: readonly AccessEntry[]; readonly pages: number }> {
  const where = { subject };
  const [rows, total] = await Promise.all([
    db.accessLog.findMany({ where, orderBy: { id: "desc" }, skip: (page - 1) * perPage, take: perPage }),
    db.accessLog.count({ where }),
  ]);
  const ids = rows.flatMap(({ applicationId }) => applicationId ?? []);
  const applications = await db.application.findMany({
    where: { id: { in: ids } },
    select: { id: true, applicant: true, bin: true },
  });
  const applicants = new Map(applications.map(({ id, applicant }) => [id, applicant]));
  const own = new Set(
    applications.flatMap(({ id, applicant, bin }) => (applicant === subject && bin === null ? id : [])),
  );
  const entries = rows.map((row) => {
    const applicant = applicants.get(row.applicationId ?? "") ?? null;
    const { id, at, readerKind, readerRole, database, operation, purpose, answer } = row;
    return {
      id: id.toString(),
      at,
      readerKind,
      person: readerKind === "citizen" ? personOf(row, applicant) : null,
      readerRole,
      database,
      operation,
      purpose,
      applicationId: own.has(row.applicationId ?? "") ? row.applicationId : null,
      answer,
    };
  });
  return { entries, pages: Math.max(1, Math.ceil(total / perPage)) };
}

function personOf({ reader, subject, database, operation }: AccessLog, applicant: string | null): ReadingPerson {
  if (reader === subject) return "you";
  if (database === "legal-entities") return "representative";
  // Others see an applicant, and who is registered with them, as owners alone.
  if (applicant === subject || operation === "registeredPeople" || operation === "blocked") return "owner";
  return applicant !== null && applicant === reader ? "applicant" : "other";
}
