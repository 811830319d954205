import "server-only";
import { db } from "@/lib/infra/db/client";
import { findApplication, isUuid } from "./application-record";
import { logOfficerAccess } from "./log-access";
import { ofOfficer, ofStranger, type Officer } from "./task-access";

export interface ServedPicture {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/**
 * A picture for its owner, or for an officer who has an open task about its application; nobody else, and for nobody else does
 * it exist. An officer's look is logged first.
 */
export async function readPicture(id: string, viewer: Officer): Promise<ServedPicture | null> {
  if (!isUuid(id)) return null;
  const row = await db.attachment.findUnique({ where: { id } });
  if (!row) return null;
  const served = { bytes: new Uint8Array(row.bytes), mediaType: row.mediaType };
  if (row.owner === viewer.iin) return served;
  const task = await db.task.findFirst({
    where: { applicationId: row.applicationId, closedAt: null, ...ofOfficer(viewer), ...ofStranger(viewer) },
  });
  const application = task && (await findApplication(row.applicationId));
  if (!application) return null;
  await logOfficerAccess({
    officer: viewer.iin,
    role: task.role,
    subject: application.applicant,
    operation: "picture",
    service: application.service.id,
    applicationId: application.id,
  });
  return served;
}
