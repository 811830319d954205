import "server-only";
import type { Iin } from "@/lib/kernel/iin";
import { recordAccess } from "@/lib/infra/access-log";

/**
 * Writes down that an officer is about to see a citizen's data in the portal itself. Throws when it cannot be written:
 * no row, no read.
 */
export async function logOfficerAccess(read: {
  readonly officer: Iin;
  readonly role: string;
  readonly subject: Iin;
  readonly operation: "task" | "picture" | "signature";
  readonly service: string;
  readonly applicationId: string;
}): Promise<void> {
  const { officer, role, subject, operation, service, applicationId } = read;
  await recordAccess({
    readerKind: "officer",
    reader: officer,
    readerRole: role,
    subject,
    database: "portal",
    operation,
    purpose: service,
    applicationId,
    answer: "found",
  });
}
