import "server-only";
import { realNow } from "@/lib/infra/clock";
import { db, type Tx } from "@/lib/infra/db/client";

/** One call to a state database about a person. */
export interface Access {
  /** "citizen", "officer" or "portal", and who where it is a person. */
  readonly readerKind: string;
  readonly reader: string | null;
  readonly readerRole: string | null;
  /** Whose data. */
  readonly subject: string;
  readonly database: string;
  readonly operation: string;
  readonly purpose: string;
  readonly applicationId: string | null;
  /** The kind of the answer. */
  readonly answer: string;
}

/**
 * Writes one row of the access log, at real time; in the caller's transaction where one is given. When it throws, nothing of the answer may be
 * handed out: no row, no read.
 */
export async function recordAccess(access: Access, client: Pick<Tx, "accessLog"> = db): Promise<void> {
  await client.accessLog.create({ data: { ...access, at: realNow() }, select: { id: true } });
}
