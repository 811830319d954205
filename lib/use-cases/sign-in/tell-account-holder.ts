import "server-only";
import { randomUUID } from "node:crypto";
import type { Iin } from "@/lib/kernel/iin";
import type { Phone } from "@/lib/kernel/phone";
import type { Tx } from "@/lib/infra/db/client";
import { sendJob } from "@/lib/infra/jobs";
import type { AccountNoticeKind } from "../account-notices";

/**
 * Tells a person what has happened to their account, in the cabinet, by SMS, and by e-mail where their address is confirmed; all in the
 * caller's transaction. `sentTo`, `mailedTo`: where the messages go instead of the number and the address that are the account's now:
 * whoever has lost one is told there.
 */
export async function tellAccountHolder(
  tx: Tx,
  iin: Iin,
  kind: AccountNoticeKind,
  now: Date,
  instead: { readonly sentTo?: Phone; readonly mailedTo?: string } = {},
): Promise<void> {
  const id = randomUUID();
  await tx.notice.create({ data: { id, iin, kind, params: { ...instead }, at: now } });
  await sendJob(tx, "effect", { kind: "notify", notice: id }, `notice/${id}`);
}
