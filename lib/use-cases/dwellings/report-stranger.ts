import "server-only";
import { createHmac, randomInt, randomUUID } from "node:crypto";
import { z } from "zod";
import { localDateOf, localDateSchema } from "@/lib/kernel/local-date";
import type { Iin } from "@/lib/kernel/iin";
import { audit } from "@/lib/infra/audit";
import { now as clockOf } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";

/** What came of a report: the registration was made as the law says; it has been ended; it is being investigated. */
export const reportOutcomes = ["lawful", "ended", "referred"] as const;
export type ReportOutcome = (typeof reportOutcomes)[number];

/** That an owner does not know somebody who is registered at their dwelling, and what the officers made of it. */
export interface Report {
  readonly number: string;
  readonly at: Date;
  /** Null while nobody has dealt with it. */
  readonly answer: { readonly at: Date; readonly outcome: ReportOutcome; readonly comment: string } | null;
}

/** What a report tells the officers, as the databases said it to the owner. */
export const reportContentSchema = z.object({
  owner: z.string(),
  person: z.string(),
  address: z.object({ kk: z.string(), ru: z.string() }),
  kind: z.enum(["permanent", "temporary"]),
  from: localDateSchema,
  to: localDateSchema.nullable(),
});
export type ReportContent = z.infer<typeof reportContentSchema>;

/** Somebody whom an owner reports: found again among those whom the owner was shown. */
export interface Reported {
  readonly rka: string;
  readonly person: Iin;
  /** The first two digits of the dwelling's KATO code. */
  readonly region: string;
  readonly content: ReportContent;
}

/** Names a resident in a form of one owner: nobody can make it out, or turn it into a person, without the portal's secret. */
export function tokenOf(owner: Iin, rka: string, resident: string): string {
  return createHmac("sha256", env.authSecret).update(`resident ${owner} ${rka} ${resident}`).digest("base64url");
}

/** What an owner has reported of a dwelling, by the person's IIN. */
export async function reportsOf(owner: Iin, rka: string): Promise<ReadonlyMap<string, Report>> {
  const rows = await db.residentReport.findMany({ where: { owner, rka } });
  return new Map(
    rows.map(({ person, number, at, ...dealt }) => [person, { number, at, answer: answerIn(dealt) }] as const),
  );
}

/** What the officers have answered; null while they have not. */
export function answerIn({
  dealtAt,
  outcome,
  comment,
}: {
  readonly dealtAt: Date | null;
  readonly outcome: string | null;
  readonly comment: string | null;
}): Report["answer"] {
  return dealtAt && { at: dealtAt, outcome: z.enum(reportOutcomes).parse(outcome), comment: comment ?? "" };
}

/** Puts down that the owner does not know this person, once; officers of the region see it. The number is what the owner names. */
export async function reportStranger(owner: Iin, { rka, person, region, content }: Reported): Promise<void> {
  const at = await clockOf(owner);
  await inTransaction(async (tx) => {
    const id = randomUUID();
    const number = `R-${localDateOf(at).slice(0, 4)}-${String(randomInt(1e9)).padStart(9, "0")}`;
    const { count } = await tx.residentReport.createMany({
      data: [{ id, number, owner, rka, person, at, region, content }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    const actor = { kind: "citizen", iin: owner };
    await audit(tx, { actor, action: "report-stranger", applicationId: null, details: { report: number } });
  });
}
