import "server-only";
import { isIin } from "@/lib/kernel/iin";
import type { Tx } from "@/lib/infra/db/client";
import type { Evidence } from "@/lib/process/facts";
import type { State } from "@/lib/process/state";
import { tellPerson } from "./tell-person";

/**
 * Tells somebody about another person's application, in the caller's transaction. Where they were asked for consent to it, the notice
 * names that request: what it says of the applicant is read there, and logged.
 */
export async function tellAbout(
  tx: Tx,
  application: State,
  iin: string,
  notice: string,
  stage: string,
  values: Evidence,
  now: Date,
): Promise<void> {
  if (!isIin(iin)) throw new Error("Somebody without an IIN cannot be told anything");
  const request = await tx.consentRequest.findFirst({
    where: { applicationId: application.id, owner: iin },
    orderBy: { askedAt: "desc" },
    select: { id: true },
  });
  await tellPerson(tx, application, iin, notice, stage, request ? { ...values, request: request.id } : values, now);
}
