import { setTimeout as wait } from "node:timers/promises";
import { db } from "@/lib/infra/db/client";
import { startBoss } from "@/lib/infra/jobs";
import { log } from "@/lib/infra/log";
import { type QueueName, queueNames } from "@/lib/infra/queues";
import { jobHandlers, type JobHandler, type RecurringWork, recurringWork } from "./work";

/** Jobs of a queue that are done side by side: one that waits for a silent database does not keep the others waiting. */
const atOnce = 4;

const stopping = new AbortController();

/** Runs the work again and again; a failure is logged, and the next turn comes all the same. */
async function keepDoing({ operation, everySeconds, work }: RecurringWork): Promise<void> {
  while (!stopping.signal.aborted) {
    try {
      await work();
    } catch (error) {
      log.error("recurring-work-failed", { operation, error });
    }
    await wait(everySeconds * 1000, undefined, { signal: stopping.signal }).catch(() => undefined);
  }
}

/** Starts only once PostgreSQL answers; ends with an error otherwise, and the supervisor tries again later. */
const boss = await startBoss();

/** Takes the jobs of a queue one after another: the next one at once, and when there is none, looks again in a moment. */
async function workOn(queue: QueueName): Promise<void> {
  const worker = await boss.work<Parameters<JobHandler>[0]>(queue, { pollingIntervalSeconds: 0.5 }, async (jobs) => {
    for (const job of jobs) {
      try {
        await jobHandlers[queue](job.data);
      } catch (error) {
        log.error("job-failed", { queue, jobId: job.id, error });
        // pg-boss keeps what is thrown in its table: the error's text may quote personal data, its name does not.
        throw new Error(error instanceof Error ? error.name : "failed");
      } finally {
        boss.notifyWorker(worker);
      }
    }
  });
}

for (const queue of queueNames) {
  for (let hand = 0; hand < atOnce; hand += 1) await workOn(queue);
}

const recurring = recurringWork.map(keepDoing);
log.info("worker-started");

async function stop(): Promise<void> {
  if (stopping.signal.aborted) return;
  stopping.abort();
  await boss.stop({ timeout: 8_000 });
  await Promise.all(recurring);
  await db.$disconnect();
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    void stop();
  });
}
