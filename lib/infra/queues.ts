import "server-only";
import type PgBoss from "pg-boss";

/** The schema that pg-boss keeps its tables in. */
export const jobsSchema = "pgboss";

/**
 * Every queue. `expireInSeconds` is how soon a job whose worker was killed comes back: it must be longer than the
 * job's longest run. Migrating makes them; the portal's own role cannot.
 */
export const queues = {
  /** Carries one effect of the outbox out into the world: an order, a message, a refund. */
  effect: { expireInSeconds: 60, retryLimit: 20, retryDelay: 2, retryBackoff: true },
} as const satisfies Record<string, PgBoss.RetryOptions & PgBoss.ExpirationOptions>;

export type QueueName = keyof typeof queues;

export const queueNames = ["effect"] as const satisfies readonly QueueName[];
