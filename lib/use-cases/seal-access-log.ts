import "server-only";
import { inTransaction, type Tx } from "@/lib/infra/db/client";
import { chainStart, linkHash } from "@/lib/infra/event-log";
import type { AccessLog } from "@/lib/infra/db/generated/client";

const mostAtOnce = 500;
/** Any number, the same for all: one job seals at a time. */
const sealingLock = 7_204_219;

/** What a link of the access log is computed over: everything that the row says. */
export function sealedContent(row: AccessLog, sealedSeq: bigint) {
  const { id, at, readerKind, reader, readerRole, subject, database, operation, purpose, applicationId, answer } = row;
  return {
    id: id.toString(),
    at: at.toISOString(),
    readerKind,
    reader,
    readerRole,
    subject,
    database,
    operation,
    purpose,
    applicationId,
    answer,
    sealedSeq: sealedSeq.toString(),
  };
}

/**
 * Chains the access rows written since the last time. One job seals, so that writing a row never waits for a lock.
 * Out: how many rows were sealed.
 */
export async function sealAccessLog(): Promise<number> {
  return inTransaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${sealingLock})`;
    const rows = await tx.accessLog.findMany({ where: { hash: null }, orderBy: { id: "asc" }, take: mostAtOnce });
    let { sealedSeq, hash } = await lastSeal(tx);
    for (const row of rows) {
      sealedSeq += 1n;
      const next = linkHash(hash, sealedContent(row, sealedSeq));
      await tx.accessLog.update({ where: { id: row.id }, data: { sealedSeq, prevHash: hash, hash: next } });
      hash = next;
    }
    return rows.length;
  });
}

async function lastSeal(tx: Tx): Promise<{ sealedSeq: bigint; hash: string }> {
  const last = await tx.accessLog.findFirst({
    where: { sealedSeq: { not: null } },
    orderBy: { sealedSeq: "desc" },
    select: { sealedSeq: true, hash: true },
  });
  return { sealedSeq: last?.sealedSeq ?? 0n, hash: last?.hash ?? chainStart };
}
