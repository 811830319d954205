import "server-only";
import { isIin, type Iin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { audit } from "@/lib/infra/audit";
import { findOwnRequest, logReading, withApplication } from "./consent-request";

/** An owner wants no more requests from the applicant of one that they got. Out: false when there is no such request. */
export async function blockApplicant(requestId: string, owner: Iin): Promise<boolean> {
  const request = await findOwnRequest(requestId, owner);
  if (!request) return false;
  const { applicant, id: applicationId } = request.application;
  const at = await clockOf(owner);
  await inTransaction(async (tx) => {
    const { count } = await tx.blockedApplicant.createMany({ data: [{ owner, applicant, at }], skipDuplicates: true });
    if (count === 0) return;
    const actor = { kind: "citizen", iin: owner };
    await audit(tx, { actor, action: "block-applicant", applicationId, details: { request: requestId } });
  });
  return true;
}

/** Takes requests from the applicant of an earlier one again. */
export async function unblockApplicant(requestId: string, owner: Iin): Promise<boolean> {
  const request = await findOwnRequest(requestId, owner);
  if (!request) return false;
  const { applicant, id: applicationId } = request.application;
  await inTransaction(async (tx) => {
    const { count } = await tx.blockedApplicant.deleteMany({ where: { owner, applicant } });
    if (count === 0) return;
    const actor = { kind: "citizen", iin: owner };
    await audit(tx, { actor, action: "unblock-applicant", applicationId, details: { request: requestId } });
  });
  return true;
}

/** Somebody from whom an owner takes no requests; the request is one of theirs, by which they are named. */
export interface Blocked {
  readonly request: string;
  readonly name: string;
  readonly at: Date;
}

/** From whom an owner takes no requests. Each reading of a name is written down. */
export async function viewBlocked(owner: Iin): Promise<readonly Blocked[]> {
  const blocked = await db.blockedApplicant.findMany({ where: { owner }, orderBy: { at: "desc" } });
  const named: Blocked[] = [];
  for (const { applicant, at } of blocked.filter((one) => isIin(one.applicant))) {
    const row = await db.consentRequest.findFirst({ where: { owner, applicant }, orderBy: { askedAt: "desc" } });
    if (!row) continue;
    const request = await withApplication(row);
    await logReading(request, "blocked");
    named.push({ request: row.id, name: request.matter.applicant, at });
  }
  return named;
}
