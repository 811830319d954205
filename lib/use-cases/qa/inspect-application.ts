import "server-only";
import { z } from "zod";
import { localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { deadlines } from "@/lib/process/deadlines";
import { phaseOf, waitingFor } from "@/lib/process/position";
import { viewPayments } from "../view-payment";
import { findApplication, type ApplicationRecord } from "../application-record";
import { done, notDone, qaCall } from "./qa-call";

/** Who did it, as the event log keeps it; whose IIN it was stays there. */
const actorSchema = z.object({ kind: z.enum(["citizen", "officer", "portal"]) });

/** An application by its id or by its number; null when there is none. */
export async function findByIdOrNumber(text: string): Promise<ApplicationRecord | null> {
  const byId = await findApplication(text);
  if (byId) return byId;
  const row = await db.application.findUnique({ where: { number: text }, select: { id: true } });
  return row ? findApplication(row.id) : null;
}

/** An application from the inside: where it stands, who acts and until when, and everything that happened to it. */
export async function inspectApplication(application: ApplicationRecord) {
  const { id, service, state, applicant } = application;
  const today = localDateOf(await clockOf(applicant));
  const { party, stage } = waitingFor(service, state, today);
  const at = stage === null ? undefined : state.stages[stage];
  const entries = await db.ledgerEntry.findMany({ where: { applicationId: id }, orderBy: { id: "asc" } });
  const rows = await db.applicationEvent.findMany({ where: { applicationId: id }, orderBy: { seq: "asc" } });
  return {
    id,
    number: state.number,
    applicant,
    service: service.id,
    version: service.version,
    state: phaseOf(service, state, today),
    waitingFor: { party, stage, ...(at?.status === "unanswered" ? { databases: at.databases } : {}) },
    deadline: nextDeadline(application, today),
    payments: (await viewPayments(id)).map(({ invoice, tenge, paidAt, reversedAt, refund }) => ({
      invoice,
      tenge,
      state: reversedAt ? "reversed" : paidAt ? "paid" : "open",
      ledger: entries.filter((entry) => entry.invoice === invoice).map(({ kind }) => kind),
      refund: refund && { ground: refund.ground, state: refund.doneAt ? "done" : "ordered" },
    })),
    events: rows.map(({ seq, type, at: happened, actor }) => ({
      seq,
      type,
      at: happened.toISOString(),
      actor: actorSchema.parse(actor).kind,
    })),
  };
}

export type Inspected = Awaited<ReturnType<typeof inspectApplication>>;

/** The next term on the applicant's clock; that a silent database is asked again is no term. */
function nextDeadline({ service, state }: ApplicationRecord, today: LocalDate): string | null {
  const dates = deadlines(service, state, today)
    .filter(({ kind }) => kind !== "ask-again")
    .map(({ dueAt }) => dueAt.toISOString());
  return dates.sort()[0] ?? null;
}

/** `GET /api/qa/applications/ID`. */
export const inspectCall = qaCall(z.strictObject({ id: z.string().max(60) }), async ({ id }) => {
  const application = await findByIdOrNumber(id);
  if (!application) return notDone(404, "$.id", "there is no application of this id or number");
  return done(await inspectApplication(application));
});
