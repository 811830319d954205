import "server-only";
import type { Tx } from "@/lib/infra/db/client";
import { realNow } from "@/lib/infra/clock";
import type { Prisma } from "@/lib/infra/db/generated/client";

export interface AuditFact {
  /** Who: kind, and the IIN where it is a person. */
  readonly actor: Prisma.InputJsonObject;
  /** What, in kebab-case: a command, or another deed such as "task-claimed". */
  readonly action: string;
  readonly applicationId: string | null;
  readonly details: Prisma.InputJsonObject;
}

/** Writes one row of the audit log, in the transaction of the deed: no row, no deed. Real time, whatever clock the person lives on. */
export async function audit(tx: Tx, fact: AuditFact): Promise<void> {
  await tx.auditEntry.create({ data: { ...fact, at: realNow() } });
}
