import "server-only";
import { createHash } from "node:crypto";
import type { Tx } from "@/lib/infra/db/client";
import type { Prisma } from "@/lib/infra/db/generated/client";

/** The hash before the first link of a chain. */
export const chainStart = "0".repeat(64);

/** JSON with sorted keys: the same value has the same bytes, however it was put together or stored. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** One link of a chain: SHA-256 over the hash before it and the canonical JSON of the row, in hex. */
export function linkHash(previous: string, row: unknown): string {
  return createHash("sha256").update(previous).update("\n").update(canonicalJson(row)).digest("hex");
}

/** An event as it is stored. */
export interface StoredEvent {
  readonly seq: number;
  readonly type: string;
  readonly data: Prisma.InputJsonObject;
  readonly actor: Prisma.InputJsonObject;
  readonly at: Date;
}

/** What a link is computed over: everything that a row says. */
export function chainedContent(applicationId: string, event: StoredEvent) {
  return { applicationId, ...event, at: event.at.toISOString() };
}

/**
 * Appends events to an application's chain. The caller holds the application's lock, so that the chain cannot fork;
 * the primary key (application, seq) stands behind it.
 */
export async function appendEvents(tx: Tx, applicationId: string, events: readonly StoredEvent[]): Promise<void> {
  const last = await tx.applicationEvent.findFirst({
    where: { applicationId },
    orderBy: { seq: "desc" },
    select: { hash: true },
  });
  let prevHash = last?.hash ?? chainStart;
  const rows = events.map((event) => {
    const hash = linkHash(prevHash, chainedContent(applicationId, event));
    const row = { applicationId, ...event, prevHash, hash };
    prevHash = hash;
    return row;
  });
  await tx.applicationEvent.createMany({ data: rows });
}
