import "server-only";
import { iinSchema } from "@/lib/kernel/iin";
import type { Tx } from "@/lib/infra/db/client";
import type { NoticeKind } from "@/lib/process/effects";
import type { Evidence } from "@/lib/process/facts";
import { maySubmit } from "@/lib/process/applicant";
import type { State } from "@/lib/process/state";
import { storedRight } from "./sign-in/entity";
import { tellPerson } from "./tell-person";

/**
 * Tells the applicant what has become of their application, in the caller's transaction. Of an entity's the entity's accounts are told to which it
 * is open, each on the entity's page and by the account's own e-mail: nothing of it goes among anybody's own notices.
 */
export async function tellApplicant(
  tx: Tx,
  application: Pick<State, "id" | "number" | "service" | "applicant" | "bin">,
  kind: NoticeKind,
  stage: string,
  values: Evidence,
  now: Date,
): Promise<void> {
  const { applicant, bin = null } = application;
  if (bin === null)
    return tellPerson(tx, application, { iin: iinSchema.parse(applicant), bin }, kind, stage, values, now);
  const accounts = await tx.entityAccount.findMany({ where: { bin }, select: { iin: true, keyRight: true } });
  for (const { iin, keyRight } of accounts) {
    if (iin !== applicant && !maySubmit(storedRight(keyRight))) continue;
    await tellPerson(tx, application, { iin: iinSchema.parse(iin), bin }, kind, stage, values, now);
  }
}
