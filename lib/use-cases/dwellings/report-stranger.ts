import "server-only";
import { createHmac, randomInt, randomUUID } from "node:crypto";
import { localDateOf } from "@/lib/kernel/local-date";
import type { Iin } from "@/lib/kernel/iin";
import { audit } from "@/lib/infra/audit";
import { now as clockOf } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";

/** That an owner does not know somebody who is registered at their dwelling. */
export interface Report {
  readonly number: string;
  readonly at: Date;
}

/** Names a resident in a form of one owner: nobody can make it out, or turn it into a person, without the portal's secret. */
export function tokenOf(owner: Iin, rka: string, resident: string): string {
  return createHmac("sha256", env.authSecret).update(`resident ${owner} ${rka} ${resident}`).digest("base64url");
}

/** What an owner has reported of a dwelling, by the person's IIN. */
export async function reportsOf(owner: Iin, rka: string): Promise<ReadonlyMap<string, Report>> {
  const rows = await db.residentReport.findMany({ where: { owner, rka } });
  return new Map(rows.map(({ person, number, at }) => [person, { number, at }]));
}

/** Puts down that the owner does not know this person, once; the number is what they name wherever they go with it. */
export async function reportStranger(owner: Iin, rka: string, person: Iin): Promise<void> {
  const at = await clockOf(owner);
  await inTransaction(async (tx) => {
    const id = randomUUID();
    const number = `R-${localDateOf(at).slice(0, 4)}-${String(randomInt(1e9)).padStart(9, "0")}`;
    const { count } = await tx.residentReport.createMany({
      data: [{ id, number, owner, rka, person, at }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    const actor = { kind: "citizen", iin: owner };
    await audit(tx, { actor, action: "report-stranger", applicationId: null, details: { report: number } });
  });
}
