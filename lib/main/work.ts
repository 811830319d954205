import type { QueueName } from "@/lib/infra/queues";
import { carryOutEffect } from "@/lib/use-cases/carry-out-effect";
import { reconcilePayments } from "@/lib/use-cases/reconcile-payments";
import { sealAccessLog } from "@/lib/use-cases/seal-access-log";
import { resumeDrafts } from "@/lib/use-cases/resume-drafts";
import { signLogHeads } from "@/lib/use-cases/sign-log-heads";
import { forgetExpired } from "@/lib/use-cases/sign-in/forget-expired";
import { sweepDeadlines } from "@/lib/use-cases/sweep-deadlines";
import { sweepReminders } from "@/lib/use-cases/sweep-reminders";

/** One job's work. A job may come twice (its worker was killed after the deed): the work asks what happened before it acts. */
export type JobHandler = (data: Readonly<Record<string, string | number>>) => Promise<void>;

/** Work that is due again and again. Several workers may run it at once: each of these finds out what is left to do. */
export interface RecurringWork {
  operation: string;
  everySeconds: number;
  work: () => Promise<unknown>;
}

export const jobHandlers: Readonly<Record<QueueName, JobHandler>> = { effect: carryOutEffect };

export const recurringWork: readonly RecurringWork[] = [
  { operation: "sweep-deadlines", everySeconds: 5, work: sweepDeadlines },
  { operation: "sweep-reminders", everySeconds: 30, work: sweepReminders },
  { operation: "reconcile-payments", everySeconds: 60, work: reconcilePayments },
  { operation: "resume-drafts", everySeconds: 3600, work: resumeDrafts },
  { operation: "seal-access-log", everySeconds: 30, work: sealAccessLog },
  { operation: "sign-log-heads", everySeconds: 600, work: signLogHeads },
  { operation: "forget-expired", everySeconds: 600, work: forgetExpired },
];
