import "server-only";
import { err, ok, type Result } from "@/lib/kernel/result";
import { now as clockOf } from "@/lib/infra/clock";
import { inTransaction, type Tx } from "@/lib/infra/db/client";
import type { Actor, Command, NotDone } from "@/lib/process/commands";
import { decide } from "@/lib/process/decide";
import type { DatedEvent } from "@/lib/process/events";
import type { State } from "@/lib/process/state";
import { findApplication, lockApplication } from "./application-record";
import { RequestRefused, type RequestRefusal } from "./keep-consent-requests";
import { storeEvents } from "./store-events";

export type ChangeFailure =
  | NotDone
  | { readonly kind: "not-found" }
  /** The application moved on since the facts of this command were gathered. */
  | { readonly kind: "moved-on" }
  | RequestRefusal;

export interface Change {
  readonly id: string;
  readonly actor: Actor;
  readonly command: Command;
  /** The sequence number that the command was prepared for; left out when the command fits any. */
  readonly seq?: number;
  /** What is locked before the application, and whether what the command rests on still holds. */
  readonly first?: (tx: Tx) => Promise<boolean>;
  /** More to write in the same transaction, before these events; throws to undo everything. */
  readonly also?: (tx: Tx, events: readonly DatedEvent[]) => Promise<void>;
}

/**
 * Carries out a command: under the application's lock it decides, and stores all that follows in one transaction.
 * Nothing has changed when the answer is a failure. A command that had been carried out already succeeds and changes nothing.
 */
export async function changeApplication(change: Change): Promise<Result<State, ChangeFailure>> {
  const { id } = change;
  const known = await findApplication(id);
  if (!known) return err({ kind: "not-found" });
  const now = await clockOf(known.applicant);
  try {
    return await inTransaction(async (tx) => changeLocked(tx, change, now));
  } catch (error) {
    if (error instanceof RequestRefused) return err(error.refusal);
    throw error;
  }
}

async function changeLocked(tx: Tx, change: Change, now: Date): Promise<Result<State, ChangeFailure>> {
  const { id, actor, command } = change;
  if (change.first && !(await change.first(tx))) return err({ kind: "moved-on" });
  const application = await lockApplication(tx, id);
  if (!application) return err({ kind: "not-found" });
  const { service, state, applicant } = application;
  if (change.seq !== undefined && change.seq !== state.seq) return err({ kind: "moved-on" });
  const decided = decide(service, state, command, actor, now);
  if (!decided.ok) return decided;
  if (decided.value.length === 0) return ok(state);
  const events = decided.value;
  await change.also?.(tx, events);
  return ok(await storeEvents(tx, { service, applicant, before: state, events, actor, action: command.type, now }));
}
