import "server-only";
import type { Bin } from "@/lib/kernel/bin";
import type { Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import type { ActsForEntity, Applicant } from "@/lib/process/applicant";
import type { ApplicationRecord } from "../application-record";
import { storedRight } from "../sign-in/entity";

/** Somebody who acts for an entity: as its head where GBD UL names them so, else by the right of their account; without one with the right to sign. */
export async function actingForQa(iin: Iin, bin: Bin): Promise<ActsForEntity> {
  const [entity, account] = await Promise.all([
    db.mockLegalEntity.findUnique({ where: { bin }, select: { head: true } }),
    db.entityAccount.findUnique({ where: { bin_iin: { bin, iin } }, select: { keyRight: true } }),
  ]);
  if (entity?.head === iin) return { iin, bin, right: "head" };
  return { iin, bin, right: account ? storedRight(account.keyRight) : "sign" };
}

/** Whoever began an application, as they stand before it. */
export async function applicantForQa({ applicant, bin }: ApplicationRecord): Promise<Applicant> {
  return bin === null ? applicant : actingForQa(applicant, bin);
}
