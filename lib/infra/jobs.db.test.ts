import { afterAll, expect, it } from "vitest";
import { db, inTransaction } from "@/lib/infra/db/client";
import { sendJob, startBoss } from "./jobs";
import { queueNames, queues } from "./queues";

afterAll(() => db.$disconnect());

const jobsOf = (key: string) => db.$queryRaw<{ id: string }[]>`SELECT id FROM pgboss.job WHERE data->>'key' = ${key}`;

it("names every queue", () => {
  expect([...queueNames].sort()).toEqual(Object.keys(queues).sort());
});

it("sends a job once for one key, however often it is sent", async () => {
  const send = () => inTransaction((tx) => sendJob(tx, "effect", { key: "order-1" }, "order-1"));
  expect(await send()).toBe(true);
  expect(await send()).toBe(false);
  await Promise.all([send(), send()]);
  expect(await jobsOf("order-1")).toHaveLength(1);
});

it("takes another key for another job", async () => {
  await inTransaction((tx) => sendJob(tx, "effect", { key: "order-2" }, "order-2"));
  await inTransaction((tx) => sendJob(tx, "effect", { key: "order-2" }, "order-2 again"));
  expect(await jobsOf("order-2")).toHaveLength(2);
});

it("sends nothing when the caller's transaction is undone", async () => {
  const work = inTransaction(async (tx) => {
    await sendJob(tx, "effect", { key: "order-3" }, "order-3");
    throw new Error("changed my mind");
  });
  await expect(work).rejects.toThrow("changed my mind");
  expect(await jobsOf("order-3")).toHaveLength(0);
});

it("hands the job to a worker that owns nothing", async () => {
  await inTransaction((tx) => sendJob(tx, "effect", { key: "order-4" }, "order-4"));
  const boss = await startBoss();
  const seen: unknown[] = [];
  const arrived = new Promise<void>((resolve) => {
    void boss.work<{ key: string }>("effect", { pollingIntervalSeconds: 0.5 }, (jobs) => {
      seen.push(...jobs.map((job) => job.data.key));
      if (seen.includes("order-4")) resolve();
      return Promise.resolve();
    });
  });
  await arrived;
  await boss.stop({ graceful: false });
  expect(seen.filter((key) => key === "order-4")).toHaveLength(1);
});
