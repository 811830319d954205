import "server-only";
import type { LocalDate } from "@/lib/kernel/local-date";
import { db } from "@/lib/infra/db/client";
import type { Subject } from "@/lib/process/facts";
import { isPicture } from "@/lib/process/summary";
import type { ApplicationRecord } from "./application-record";

/** The application as a state database is asked about it. */
export function subjectOf({ id, applicant, bin, state }: ApplicationRecord, today: LocalDate): Subject {
  return {
    applicationId: id,
    applicant,
    bin,
    answers: state.answers,
    evidence: state.evidence,
    documentHash: state.documentHash,
    today,
    picture: async (step, field) => {
      const picture = state.answers[step]?.[field];
      if (!isPicture(picture)) return null;
      const row = await db.attachment.findUnique({ where: { id: picture.attachment }, select: { bytes: true } });
      return row ? Buffer.from(row.bytes).toString("base64") : null;
    },
  };
}
