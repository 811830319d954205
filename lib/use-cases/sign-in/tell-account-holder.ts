import "server-only";
import { randomUUID } from "node:crypto";
import type { Iin } from "@/lib/kernel/iin";
import type { Phone } from "@/lib/kernel/phone";
import type { Tx } from "@/lib/infra/db/client";
import { sendJob } from "@/lib/infra/jobs";
import type { AccountNoticeKind } from "../account-notices";

/**
 * Tells a person what has happened to their account, in the cabinet, by SMS, and by e-mail where their address is confirmed; all in the
 * caller's transaction. `bin`: it is the account by which they act for that entity; whoever has no account of their own reads it on the entity's
 * page. `sentTo`, `mailedTo`: where the messages go instead of the number and the address that are the account's now: whoever has lost one is
 * told there. `locale`: the language of an account that is no more.
 */
export async function tellAccountHolder(
  tx: Tx,
  iin: Iin,
  kind: AccountNoticeKind,
  now: Date,
  {
    bin = null,
    ...instead
  }: {
    readonly bin?: string | null;
    readonly sentTo?: Phone;
    readonly mailedTo?: string;
    readonly locale?: string;
  } = {},
): Promise<void> {
  const id = randomUUID();
  const hasOwn = bin === null || (await tx.account.count({ where: { iin } })) === 1;
  const params = bin === null ? instead : { ...instead, bin };
  await tx.notice.create({ data: { id, iin, bin: hasOwn ? null : bin, kind, params, at: now } });
  await sendJob(tx, "effect", { kind: "notify", notice: id }, `notice/${id}`);
}
