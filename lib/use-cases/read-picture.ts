import "server-only";
import { db } from "@/lib/infra/db/client";
import { isOpenTo, type ActsForEntity } from "@/lib/process/applicant";
import { findApplication, isUuid } from "./application-record";
import { logOfficerAccess } from "./log-access";
import { ofOfficer, ofStranger, taskStage, type Officer } from "./task-access";

export interface ServedPicture {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/**
 * A picture for whoever applies, or for an officer who has an open task of reviewing its application; nobody else (not whoever hands the
 * result over), and for nobody else does it exist. An officer's look is logged first.
 */
export async function readPicture(id: string, viewer: Officer | ActsForEntity): Promise<ServedPicture | null> {
  if (!isUuid(id)) return null;
  const row = await db.attachment.findUnique({ where: { id } });
  if (!row) return null;
  const served = { bytes: new Uint8Array(row.bytes), mediaType: row.mediaType };
  const application = await findApplication(row.applicationId);
  if (!application) return null;
  if ("bin" in viewer) return isOpenTo(application.state, viewer) ? served : null;
  if (isOpenTo(application.state, viewer.iin)) return served;
  const tasks = await db.task.findMany({
    where: { applicationId: row.applicationId, closedAt: null, ...ofOfficer(viewer), ...ofStranger(viewer) },
  });
  const task = tasks.find((one) => taskStage({ task: one, application }) !== undefined);
  if (!task) return null;
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
