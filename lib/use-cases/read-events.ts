import "server-only";
import { db } from "@/lib/infra/db/client";
import { eventSchema, type DatedEvent } from "@/lib/process/events";

/** An event as it is stored. */
export interface StoredEvent {
  readonly seq: number;
  /** Who caused it. */
  readonly actor: unknown;
  readonly event: DatedEvent;
}

/** Everything that happened to an application, oldest first. The caller has made sure that the reader may see it. */
export async function readEvents(applicationId: string): Promise<readonly StoredEvent[]> {
  const rows = await db.applicationEvent.findMany({ where: { applicationId }, orderBy: { seq: "asc" } });
  return rows.map(({ seq, actor, type, data, at }) => ({
    seq,
    actor,
    event: { ...eventSchema.parse({ ...Object(data), type }), at: at.toISOString() },
  }));
}
