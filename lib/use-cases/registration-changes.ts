import "server-only";
import { localDateOf } from "@/lib/kernel/local-date";
import { db, type Tx } from "@/lib/infra/db/client";
import type { Command } from "@/lib/process/commands";
import { situationOf } from "@/lib/process/position";
import { registrationsChangedBy } from "@/lib/process/registration-change";
import { paperApplicant } from "@/lib/process/resulting-paper";
import type { ApplicationRecord } from "./application-record";

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
  const people = service.paper?.registrationsOf?.(situation, paperApplicant(state)) ?? [];
  if (people.length === 0) return () => Promise.resolve(true);
  const before = await lastChangeOf(db, people);
  return async (tx) => {
    await lockRegistrations(tx, people);
    return (await lastChangeOf(tx, people)) === before;
  };
}

/**
 * What the transaction does first that is to store the answer to an order: it takes the locks of the registrations which the order has changed,
 * since these come before the application's own. It stands in the way of nothing.
 */
export function lockChangedBy(
  { service, state }: Pick<ApplicationRecord, "service" | "state">,
  stage: string,
  answer: Extract<Command, { type: "answer-order" }>["answer"],
  now: Date,
): (tx: Tx) => Promise<boolean> {
  const people =
    answer.kind === "confirmed"
      ? registrationsChangedBy(service, state, [
          { type: "order-confirmed", stage, result: answer.result, at: now.toISOString() },
        ])
      : [];
  return async (tx) => {
    await lockRegistrations(tx, people);
    return true;
  };
}

async function lastChangeOf(client: Pick<Tx, "registrationChange">, people: readonly string[]): Promise<bigint | null> {
  const last = await client.registrationChange.aggregate({ where: { iin: { in: [...people] } }, _max: { id: true } });
  return last._max.id;
}
