import "server-only";
import { randomUUID } from "node:crypto";
import type { Iin } from "@/lib/kernel/iin";
import type { Tx } from "@/lib/infra/db/client";
import { sendJob } from "@/lib/infra/jobs";
import type { Evidence } from "@/lib/process/facts";
import type { State } from "@/lib/process/state";

/**
 * Puts a notice about an application into a person's cabinet, and the outbox sends it; both in the caller's transaction.
 * `kind`: one of the engine's notices, or one that the declaration names. `values`: what it names besides the application, days as YYYY-MM-DD and `tenge` in whole tenge.
 */
export async function tellPerson(
  tx: Tx,
  application: Pick<State, "id" | "number" | "service">,
  to: Iin | { readonly iin: Iin; readonly bin: string | null },
  kind: string,
  stage: string,
  values: Evidence,
  now: Date,
): Promise<void> {
  const id = randomUUID();
  const { id: applicationId, number, service } = application;
  const params = { ...values, number, service, stage };
  const { iin, bin } = typeof to === "string" ? { iin: to, bin: null } : to;
  await tx.notice.create({ data: { id, iin, bin, applicationId, kind, params, at: now } });
  await sendJob(tx, "effect", { kind: "notify", notice: id }, `notice/${id}`);
}
