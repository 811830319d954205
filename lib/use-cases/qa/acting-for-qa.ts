import "server-only";
import type { Bin } from "@/lib/kernel/bin";
import type { Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import type { ActsForEntity, Applicant } from "@/lib/process/applicant";
import type { ApplicationRecord } from "../application-record";

/** Somebody who acts for an entity by a right with which they may sign: as its head where GBD UL names them so, else with the right to sign. */
export async function actingForQa(iin: Iin, bin: Bin): Promise<ActsForEntity> {
  const entity = await db.mockLegalEntity.findUnique({ where: { bin }, select: { head: true } });
  return { iin, bin, right: entity?.head === iin ? "head" : "sign" };
}

/** Whoever began an application, as they stand before it. */
export async function applicantForQa({ applicant, bin }: ApplicationRecord): Promise<Applicant> {
  return bin === null ? applicant : actingForQa(applicant, bin);
}
