import "server-only";
import { randomUUID } from "node:crypto";
import type { Iin } from "@/lib/kernel/iin";
import { localDateOf } from "@/lib/kernel/local-date";
import { audit } from "@/lib/infra/audit";
import type { Tx } from "@/lib/infra/db/client";
import { appendEvents } from "@/lib/infra/event-log";
import { sendJob } from "@/lib/infra/jobs";
import type { Actor } from "@/lib/process/commands";
import { deadlines } from "@/lib/process/deadlines";
import type { Service } from "@/lib/process/define-service";
import { effects, type Effect } from "@/lib/process/effects";
import type { DatedEvent } from "@/lib/process/events";
import { currentStage, phaseOf } from "@/lib/process/position";
import { evolve, type State } from "@/lib/process/state";
import { keepConsentRequests } from "./keep-consent-requests";
import { keepHeldPlaces } from "./keep-held-places";
import { keepIssuedPapers } from "./keep-issued-papers";
import { keepRefund } from "./order-refund";
import { keepReminders } from "./reminders/keep-reminder";
import { tellAbout } from "./tell-about";
import { tellApplicant } from "./tell-applicant";

export interface Happening {
  readonly service: Service;
  readonly applicant: Iin;
  readonly before: State;
  readonly events: readonly DatedEvent[];
  readonly actor: Actor;
  /** What was wanted, for the audit. */
  readonly action: string;
  readonly now: Date;
}

/**
 * Stores what happened to an application, all in the caller's transaction: events, projection, audit, deadlines, tasks, notices and
 * the outbox. The caller holds the application's lock. Out: the state after it.
 */
export async function storeEvents(tx: Tx, happening: Happening): Promise<State> {
  const { service, applicant, before, events, actor, now } = happening;
  const after = events.reduce(evolve, before);
  const id = after.id;
  const today = localDateOf(now);

  await project(tx, happening, after);
  await appendEvents(
    tx,
    id,
    events.map((event, index) => {
      const { type, at, ...data } = event;
      return { seq: before.seq + index + 1, type, data: { ...data }, actor: actorInLog(actor), at: new Date(at) };
    }),
  );
  await audit(tx, {
    actor: actorInLog(actor),
    action: happening.action,
    applicationId: id,
    details: { events: events.map((event) => event.type), seq: after.seq },
  });
  await tx.deadline.deleteMany({ where: { applicationId: id } });
  const running = deadlines(service, after, today);
  if (running.length > 0) {
    await tx.deadline.createMany({ data: running.map((one) => ({ ...one, applicationId: id, applicant })) });
  }
  await keepTasks(tx, happening, after);
  await keepConsentRequests(tx, happening, after);
  await keepHeldPlaces(tx, happening, after);
  await keepReminders(tx, happening, after);
  await keepIssuedPapers(tx, happening, after);
  for (const effect of effects(service, before, events, after, today)) await send(tx, effect, after, now);
  return after;
}

async function project(tx: Tx, { service, before, now }: Happening, after: State): Promise<void> {
  const today = localDateOf(now);
  const row = {
    phase: phaseOf(service, after, today),
    stage: currentStage(service, after, today)?.id ?? null,
    outcome: after.outcome?.kind ?? null,
    endedAt: after.outcome ? new Date(after.outcome.at) : null,
    state: { ...after } as object,
    seq: after.seq,
    updatedAt: now,
  };
  if (before.seq === 0) {
    const { id, number, applicant, bin = null, version } = after;
    await tx.application.create({
      data: { id, number, applicant, bin, service: after.service, version, createdAt: now, ...row },
    });
    return;
  }
  const { count } = await tx.application.updateMany({ where: { id: after.id, seq: before.seq }, data: row });
  if (count !== 1) throw new Error("An application changed while it was locked");
}

async function keepTasks(tx: Tx, { before, events, now }: Happening, after: State): Promise<void> {
  for (const event of events) {
    if (event.type === "task-opened" || event.type === "handover-opened") {
      const roles = event.type === "task-opened" ? event.roles : [event.role];
      const dueAt = new Date(event.type === "task-opened" ? event.dueAt : event.remindAt);
      await tx.task.createMany({
        data: roles.map((role) => ({
          id: randomUUID(),
          applicationId: after.id,
          service: after.service,
          stage: event.stage,
          role,
          applicant: after.applicant,
          number: after.number,
          openedAt: now,
          dueAt,
        })),
      });
    }
    if (event.type === "task-decided" || event.type === "handed-over") {
      const role = event.type === "task-decided" ? { role: event.role } : {};
      await tx.task.updateMany({
        where: { applicationId: after.id, stage: event.stage, closedAt: null, ...role },
        data: {
          closedAt: now,
          decision: event.type === "task-decided" ? event.decision : "handed-over",
          decidedBy: event.officer,
        },
      });
      const was = before.stages[event.stage];
      // Where one unit was enough, the others have nothing left to do, and have decided nothing.
      if (was?.status === "open" && was.anyOne === true) {
        await tx.task.updateMany({
          where: { applicationId: after.id, stage: event.stage, closedAt: null },
          data: { closedAt: now },
        });
      }
    }
  }
  if (after.outcome) {
    await tx.task.updateMany({ where: { applicationId: after.id, closedAt: null }, data: { closedAt: now } });
  }
}

async function send(tx: Tx, effect: Effect, after: State, now: Date): Promise<void> {
  const applicationId = after.id;
  const key = `${applicationId}/${String(after.seq)}/${effect.kind}`;
  switch (effect.kind) {
    case "judge-checks":
      await sendJob(tx, "effect", { kind: effect.kind, applicationId }, key);
      return;
    case "take-place":
    case "place-order":
    case "cancel-order":
    case "order-invoice":
    case "cancel-invoice":
      await sendJob(tx, "effect", { kind: effect.kind, applicationId, stage: effect.stage }, `${key}/${effect.stage}`);
      return;
    case "refund":
      await keepRefund(tx, { ...effect, applicationId }, now);
      return;
    case "notify": {
      const { notice, stage, to, values = {} } = effect;
      if (!to) await tellApplicant(tx, after, notice, stage, values, now);
      for (const iin of to ?? []) await tellAbout(tx, after, iin, notice, stage, values, now);
      return;
    }
    case "tell": {
      const { notice, iin, values, page } = effect;
      await tellAbout(tx, after, iin, notice, "", { ...values, page }, now);
    }
  }
}

function actorInLog(actor: Actor): { kind: string; iin?: string; bin?: string } {
  if (actor.kind === "portal") return { kind: actor.kind };
  const { kind, iin } = actor;
  return actor.kind === "citizen" && actor.entity ? { kind, iin, bin: actor.entity.bin } : { kind, iin };
}
