import "server-only";
import { randomUUID } from "node:crypto";
import { err, ok, type Result } from "@/lib/kernel/result";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { cleanPicture, type PictureProblem } from "@/lib/infra/pictures";
import { isPicture, type Picture } from "@/lib/process/summary";
import type { ImageRules } from "@/lib/process/stages";
import type { ApplicationRecord } from "./application-record";
import { isUuid } from "./application-record";

/**
 * Keeps an upload for a step before the step is saved, so that a mistake elsewhere on the page does not cost the picture.
 * Earlier uploads of the step that no answer refers to are removed.
 */
export async function keepPicture(
  { id, applicant, state }: ApplicationRecord,
  stage: string,
  upload: Uint8Array,
  rules: ImageRules,
): Promise<Result<Picture, PictureProblem>> {
  const cleaned = await cleanPicture(upload, rules.maxBytes);
  if (!cleaned.ok) return cleaned;
  const { bytes, mediaType, sha256, width, height, original } = cleaned.value;
  if (!rules.formats.includes(original.format)) return err("not-a-picture");
  const attachment = randomUUID();
  const saved = Object.values(state.answers[stage] ?? {}).filter(isPicture);
  await db.$transaction([
    db.attachment.deleteMany({
      where: { applicationId: id, stage, id: { notIn: saved.map((picture) => picture.attachment) } },
    }),
    db.attachment.create({
      data: {
        id: attachment,
        applicationId: id,
        stage,
        owner: applicant,
        mediaType,
        bytes: new Uint8Array(bytes),
        sha256,
        width,
        height,
        original,
        createdAt: await clockOf(applicant),
      },
    }),
  ]);
  return ok({ attachment, sha256, format: original.format, bytes: original.bytes, width, height });
}

/** A picture kept earlier for this step of this application; undefined for anybody else's, or none. */
export async function findKeptPicture(
  application: ApplicationRecord,
  stage: string,
  attachment: string,
): Promise<Picture | undefined> {
  if (!isUuid(attachment)) return undefined;
  const row = await db.attachment.findFirst({
    where: { id: attachment, applicationId: application.id, stage, owner: application.applicant },
    select: { id: true, sha256: true, width: true, height: true, original: true },
  });
  if (!row) return undefined;
  const original = row.original as { format: "jpeg" | "png"; bytes: number };
  return { attachment: row.id, sha256: row.sha256, width: row.width, height: row.height, ...original };
}
