import "server-only";
import { createHash } from "node:crypto";
import PgBoss from "pg-boss";
import { db, type Tx } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { log } from "@/lib/infra/log";
import { jobsSchema, type QueueName } from "@/lib/infra/queues";

/** The same key always gives the same job, so a repeated send finds its job there and does nothing. */
function jobId(queue: QueueName, key: string): string {
  const digest = createHash("sha256").update(`${queue}\n${key}`).digest();
  // Version 8 (free form) and the variant of RFC 9562.
  digest[6] = (digest.readUInt8(6) & 0x0f) | 0x80;
  digest[8] = (digest.readUInt8(8) & 0x3f) | 0x80;
  const hex = digest.subarray(0, 16).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function newBoss(options: PgBoss.ConstructorOptions): PgBoss {
  const boss = new PgBoss({
    ...options,
    schema: jobsSchema,
    // portal_app may not change the schema: `migrate` has done that as the owner.
    migrate: false,
    // Recurring work is the worker's own: pg-boss' clock knows minutes only.
    schedule: false,
    // A job that is done still answers a repeated send for so long.
    archiveCompletedAfterSeconds: 7 * 24 * 60 * 60,
    archiveFailedAfterSeconds: 30 * 24 * 60 * 60,
    deleteAfterDays: 90,
  });
  // Without a listener one failed poll would end the process.
  boss.on("error", (error) => {
    log.warn("jobs-error", { error });
  });
  return boss;
}

/** Starts taking part in the queues: looking after them, and working once `work` is called. For the worker only. */
export async function startBoss(): Promise<PgBoss> {
  const boss = newBoss({
    connectionString: env.databaseAppUrl,
    max: 4,
    supervise: true,
    maintenanceIntervalSeconds: 30,
  });
  return boss.start();
}

// Never started and without a connection: each send lends it the caller's transaction.
const sender = newBoss({
  db: { executeSql: () => Promise.reject(new Error("jobs are sent within a transaction only")) },
  supervise: false,
});

/**
 * Puts a job into `queue` within the caller's transaction: it exists if and only if the transaction commits.
 * `key` names the job for good (e.g. the outbox row's key): the same key again does nothing.
 * Answers whether the job is new. `data` must hold no personal data: identifiers only.
 */
export async function sendJob(
  tx: Tx,
  queue: QueueName,
  data: Readonly<Record<string, string | number>>,
  key: string,
): Promise<boolean> {
  return (await sender.send(queue, data, { id: jobId(queue, key), db: connectionOf(tx) })) !== null;
}

/** Lends pg-boss a connection of the client's. */
function connectionOf(client: Pick<Tx, "$queryRawUnsafe">): PgBoss.Db {
  return {
    executeSql: async (text: string, values: readonly unknown[]) => ({
      // The one place that hands SQL text on: it is pg-boss' own, and every value stays a parameter.
      rows: await client.$queryRawUnsafe<unknown[]>(text, ...values.map((value) => value ?? null)),
    }),
  };
}

/**
 * Takes the waiting jobs of a queue and does them here, beside the worker: for the QA console. `early`: those that wait for their
 * next attempt as well. A job whose work throws goes back to the queue. Out: how many were taken, at most 50.
 */
export async function runWaitingJobs(
  queue: QueueName,
  work: (data: object) => Promise<void>,
  early: boolean,
): Promise<number> {
  const connection = { db: connectionOf(db) };
  const jobs = await sender.fetch<object>(queue, { ...connection, batchSize: 50, ignoreStartAfter: early });
  for (const job of jobs) {
    try {
      await work(job.data);
      await sender.complete(queue, job.id, {}, connection);
    } catch (error) {
      log.error("job-failed", { queue, jobId: job.id, error });
      await sender.fail(queue, job.id, {}, connection);
    }
  }
  return jobs.length;
}

/** How many jobs of a queue some worker is doing right now. */
export async function runningJobs(queue: QueueName): Promise<number> {
  const [row] = await db.$queryRaw<{ running: bigint }[]>`
    SELECT count(*) AS running FROM pgboss.job WHERE name = ${queue} AND state = 'active'`;
  return Number(row?.running ?? 0n);
}
