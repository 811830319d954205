import "server-only";
import { localDateOf } from "@/lib/kernel/local-date";
import { db, type Tx } from "@/lib/infra/db/client";
import { situationOf } from "@/lib/process/position";
import type { PaperApplicant } from "@/lib/process/resulting-paper";
import type { State } from "@/lib/process/state";
import type { ApplicationRecord } from "./application-record";

/** For whom an application was made. */
export function applicantIn({ applicant, bin }: State): PaperApplicant {
  return { iin: applicant, bin: bin ?? null };
}

/** One after another, always in the same order; until the transaction ends. */
export async function lockRegistrations(tx: Tx, people: readonly string[]): Promise<void> {
  for (const iin of [...new Set(people)].toSorted()) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`registration/${iin}`}, 0))`;
  }
}

/** Puts down that these people's registrations were ended or replaced. The caller holds their locks. */
export async function keepChanges(tx: Tx, people: readonly string[], becauseOf: string, at: Date): Promise<void> {
  const data = [...new Set(people)].map((iin) => ({ iin, becauseOf, at }));
  await tx.registrationChange.createMany({ data });
}

/**
 * Whoever asks the state databases for what a paper will tell of somebody's registration calls this before they ask. Out: what the transaction does
 * first that may issue the paper: it takes the registrations' locks, and tells whether none of them was changed through the portal since. A paper
 * is so never issued by facts that are older than a change which has revoked those before it.
 */
export async function watchRegistrations(
  { service, state }: Pick<ApplicationRecord, "service" | "state">,
  now: Date,
): Promise<(tx: Tx) => Promise<boolean>> {
  const situation = situationOf(state, localDateOf(now));
  const people = service.paper?.registrationsOf?.(situation, applicantIn(state)) ?? [];
  if (people.length === 0) return () => Promise.resolve(true);
  const before = await lastChangeOf(db, people);
  return async (tx) => {
    await lockRegistrations(tx, people);
    return (await lastChangeOf(tx, people)) === before;
  };
}

async function lastChangeOf(client: Pick<Tx, "registrationChange">, people: readonly string[]): Promise<bigint | null> {
  const last = await client.registrationChange.aggregate({ where: { iin: { in: [...people] } }, _max: { id: true } });
  return last._max.id;
}
