import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import { runWaitingJobs } from "@/lib/infra/jobs";
import { carryOutEffect } from "@/lib/use-cases/carry-out-effect";
import { enlist } from "@/lib/use-cases/homes-for-tests";
import { takePlace } from "@/lib/use-cases/take-place";

// One of several processes of the portal that take places for the same applications at the same moment.
const order = z
  .object({
    /** Real time in milliseconds at which all start. */
    startsAt: z.number(),
    applications: z.array(z.uuid()),
    /** Whether the dwelling's lock is left out: the test of the test. */
    lockless: z.boolean(),
  })
  .parse(JSON.parse(process.argv[2] ?? ""));

const sideBySide = 10;

function forgetLock(): void {
  const original: (...args: unknown[]) => unknown = Reflect.get(pg.Client.prototype, "query");
  Reflect.set(pg.Client.prototype, "query", function query(this: object, ...args: unknown[]): unknown {
    const [first, ...rest] = args;
    const without = (text: string) => (text.includes("dwelling_lock WHERE") ? text.replace("FOR UPDATE", "") : text);
    const text = z.object({ text: z.string() }).safeParse(first).data?.text;
    const changed =
      typeof first === "string"
        ? without(first)
        : text !== undefined && typeof first === "object"
          ? { ...first, text: without(text) }
          : first;
    return Reflect.apply(original, this, [changed, ...rest]);
  });
}

enlist();
if (order.lockless) forgetLock();
await wait(Math.max(0, order.startsAt - performance.timeOrigin - performance.now()));
const waiting = order.applications.values();
await Promise.all(
  Array.from({ length: sideBySide }, async () => {
    for (const id of waiting) await takePlace(id);
  }),
);
while ((await runWaitingJobs("effect", carryOutEffect, true)) > 0);
process.exit(0);
