import "server-only";
import { randomUUID } from "node:crypto";
import type { Iin } from "@/lib/kernel/iin";
import type { Phone } from "@/lib/kernel/phone";
import type { Tx } from "@/lib/infra/db/client";
import { sendJob } from "@/lib/infra/jobs";
import type { AccountNoticeKind } from "../account-notices";

/**
 * Tells a person what has happened to their account, in the cabinet and by SMS; both in the caller's transaction. `sentTo`: the number
 * that the message goes to where it is not the linked one: whoever has lost a number is told there.
 */
export async function tellAccountHolder(
  tx: Tx,
  iin: Iin,
  kind: AccountNoticeKind,
  now: Date,
  sentTo: Phone | null = null,
): Promise<void> {
  const id = randomUUID();
  await tx.notice.create({ data: { id, iin, kind, params: sentTo === null ? {} : { sentTo }, at: now } });
  await sendJob(tx, "effect", { kind: "notify", notice: id }, `notice/${id}`);
}
