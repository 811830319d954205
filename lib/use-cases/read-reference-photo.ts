import "server-only";
import { now as clockOf } from "@/lib/infra/clock";
import { portsFor } from "./gather-facts";
import type { ServedPicture } from "./read-picture";
import { findTask, isHeldBy, type Officer } from "./task-access";

/**
 * The photo that GBD FL holds of a task's applicant, for the officer who holds the task; each look is a row in the citizen's access
 * log. "silent" when GBD FL does not answer, or has none. Null for everybody else. The portal keeps no copy.
 */
export async function readReferencePhoto(taskId: string, officer: Officer): Promise<ServedPicture | "silent" | null> {
  const found = await findTask(taskId, officer);
  if (!found || !isHeldBy(found.task, officer.iin)) return null;
  const { task, application } = found;
  const { applicant } = application;
  const reader = { kind: "officer", iin: officer.iin, role: task.role } as const;
  const ports = await portsFor(application, reader, await clockOf(applicant));
  const photo = await ports.individuals.referencePhoto({ iin: applicant });
  if (photo.kind !== "found") return "silent";
  return { bytes: new Uint8Array(Buffer.from(photo.value.jpeg, "base64")), mediaType: "image/jpeg" };
}
