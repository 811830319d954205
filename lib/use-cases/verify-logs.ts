import "server-only";
import { db } from "@/lib/infra/db/client";
import { chainedContent, chainStart, linkHash, type StoredEvent } from "@/lib/infra/event-log";
import { eventSchema, type DatedEvent } from "@/lib/process/events";
import { isProjectionOf } from "./projection";
import { sealedContent } from "./seal-access-log";
import { verifySignedHeads } from "./verify-signed-heads";

/** One thing that is not as it was written. */
export interface Finding {
  readonly log: "events" | "access" | "audit" | "signatures";
  /** The application's id, the access row's, or the number of the signature under which it lies. */
  readonly id: string;
  readonly problem:
    | "changed"
    | "missing"
    | "broken-chain"
    | "unreadable"
    | "projection-differs"
    /** What was signed by the portal's key is not there any more. */
    | "head-off-chain"
    | "bad-signature";
}

const batch = 500;

/**
 * Recomputes every chain: the events of each application, and the sealed access rows. Also replays each application and compares
 * the result with its projection, and verifies what the portal's key has signed of the logs. Out: everything that does not fit; nothing when no byte has changed.
 */
export async function verifyLogs(): Promise<readonly Finding[]> {
  return [...(await verifyApplications()), ...(await verifyAccessLog()), ...(await verifySignedHeads())];
}

async function verifyApplications(): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let after = "00000000-0000-0000-0000-000000000000"; ;) {
    const rows = await db.application.findMany({
      where: { id: { gt: after } },
      orderBy: { id: "asc" },
      take: batch,
      include: { events: { orderBy: { seq: "asc" } } },
    });
    for (const { id, state, seq, events } of rows) {
      const problem = verifyChain(id, events) ?? verifyProjection(events, state, seq);
      if (problem) findings.push({ log: "events", id, problem });
    }
    const last = rows.at(-1);
    if (!last) return findings;
    after = last.id;
  }
}

interface ChainedRow {
  readonly seq: number;
  readonly type: string;
  readonly data: unknown;
  readonly actor: unknown;
  readonly at: Date;
  readonly prevHash: string;
  readonly hash: string;
}

function verifyChain(applicationId: string, rows: readonly ChainedRow[]): Finding["problem"] | undefined {
  let previous = chainStart;
  for (const [index, row] of rows.entries()) {
    if (row.seq !== index + 1) return "missing";
    if (row.prevHash !== previous) return "broken-chain";
    const { seq, type, data, actor, at } = row;
    const event = { seq, type, data, actor, at } as StoredEvent;
    if (linkHash(previous, chainedContent(applicationId, event)) !== row.hash) return "changed";
    previous = row.hash;
  }
  return undefined;
}

function verifyProjection(rows: readonly ChainedRow[], state: unknown, seq: number): Finding["problem"] | undefined {
  if (rows.length !== seq) return "missing";
  const events: DatedEvent[] = [];
  for (const row of rows) {
    const parsed = eventSchema.safeParse({ ...(row.data as object), type: row.type });
    if (!parsed.success) return "unreadable";
    events.push({ ...parsed.data, at: row.at.toISOString() });
  }
  return isProjectionOf(events, state) ? undefined : "projection-differs";
}

async function verifyAccessLog(): Promise<Finding[]> {
  const findings: Finding[] = [];
  let previous = chainStart;
  let seq = 0n;
  for (;;) {
    const rows = await db.accessLog.findMany({
      where: { sealedSeq: { gt: seq } },
      orderBy: { sealedSeq: "asc" },
      take: batch,
    });
    for (const row of rows) {
      const id = row.id.toString();
      if (row.sealedSeq !== seq + 1n) findings.push({ log: "access", id, problem: "missing" });
      else if (row.prevHash !== previous) findings.push({ log: "access", id, problem: "broken-chain" });
      else if (linkHash(previous, sealedContent(row, row.sealedSeq)) !== row.hash) {
        findings.push({ log: "access", id, problem: "changed" });
      }
      seq = row.sealedSeq ?? seq;
      previous = row.hash ?? previous;
    }
    if (rows.length === 0) return findings;
  }
}
