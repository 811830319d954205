import "server-only";
import { randomUUID } from "node:crypto";
import { err, ok, type Result } from "@/lib/kernel/result";
import { now as clockOf } from "@/lib/infra/clock";
import { db, inTransaction, type Tx } from "@/lib/infra/db/client";
import { cleanPicture, type PictureProblem } from "@/lib/infra/pictures";
import { isPicture, type Picture } from "@/lib/process/summary";
import type { ImageRules } from "@/lib/process/fields";
import { isUuid, lockApplication, type ApplicationRecord } from "./application-record";

/**
 * Keeps an upload for a step before the step is saved, so that a mistake elsewhere on the page does not cost the picture.
 * Earlier uploads of the step that no answer refers to are removed: no answer of now, for another tab may have saved one since.
 */
export async function keepPicture(
  { id, applicant }: ApplicationRecord,
  stage: string,
  upload: Uint8Array,
  rules: ImageRules,
): Promise<Result<Picture, PictureProblem>> {
  const cleaned = await cleanPicture(upload, rules.maxBytes);
  if (!cleaned.ok) return cleaned;
  const { bytes, mediaType, sha256, width, height, original } = cleaned.value;
  if (!rules.formats.includes(original.format)) return err("not-a-picture");
  const attachment = randomUUID();
  const createdAt = await clockOf(applicant);
  await inTransaction(async (tx) => {
    const locked = await lockApplication(tx, id);
    const saved = picturesIn(locked?.state.answers[stage] ?? {});
    await tx.attachment.deleteMany({ where: { applicationId: id, stage, id: { notIn: saved } } });
    await tx.attachment.create({
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
        createdAt,
      },
    });
  });
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

/** Thrown inside a transaction to undo it: an upload in another tab has taken the place of a picture about to be saved. */
export class PictureReplaced extends Error {
  override readonly name = "PictureReplaced";
}

/** Makes sure that the pictures of a step's answers are still kept; the caller holds the application's lock. */
export async function demandPictures(tx: Tx, answers: Readonly<Record<string, unknown>>): Promise<void> {
  const pictures = picturesIn(answers);
  if (pictures.length === 0) return;
  if ((await tx.attachment.count({ where: { id: { in: pictures } } })) < pictures.length) throw new PictureReplaced();
}

function picturesIn(answers: Readonly<Record<string, unknown>>): string[] {
  return Object.values(answers)
    .filter(isPicture)
    .map((picture) => picture.attachment);
}
