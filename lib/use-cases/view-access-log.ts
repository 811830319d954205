import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";

export interface AccessEntry {
  readonly id: string;
  readonly at: Date;
  readonly readerKind: string;
  /** The role in which an officer read; null for the citizen and the portal. */
  readonly readerRole: string | null;
  readonly database: string;
  readonly operation: string;
  /** The id of the service that it was for. */
  readonly purpose: string;
  readonly applicationId: string | null;
  readonly answer: string;
}

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
  const entries = rows.map(
    ({ id, at, readerKind, readerRole, database, operation, purpose, applicationId, answer }) => ({
      id: id.toString(),
      at,
      readerKind,
      readerRole,
      database,
      operation,
      purpose,
      applicationId,
      answer,
    }),
  );
  return { entries, pages: Math.max(1, Math.ceil(total / perPage)) };
}
