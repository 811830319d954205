import type { QueueName } from "@/lib/infra/jobs";

/** One job's work. A job may come twice (its worker was killed after the deed): the work asks what happened before it acts. */
export type JobHandler = (data: Readonly<Record<string, string | number>>) => Promise<void>;

/** Work that is due again and again. Several workers may run it at once, so it takes its rows with SKIP LOCKED. */
export interface RecurringWork {
  operation: string;
  everySeconds: number;
  work: () => Promise<void>;
}

export const jobHandlers: Readonly<Record<QueueName, JobHandler>> = {
  effect: () => Promise.resolve(),
};

export const recurringWork: readonly RecurringWork[] = [];
