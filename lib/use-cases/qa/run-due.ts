import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { runningJobs, runWaitingJobs } from "@/lib/infra/jobs";
import { carryOutEffect } from "../carry-out-effect";
import { reconcilePayments } from "../reconcile-payments";
import { sealAccessLog } from "../seal-access-log";
import { sweepDeadlines } from "../sweep-deadlines";
import { sweepReminders } from "../sweep-reminders";
import { done, qaCall } from "./qa-call";

/** One thing leads to the next: more rounds than the longest chain of a service. */
const mostRounds = 60;
const pollMs = 50;
/** How long a job that the worker holds is waited for. */
const patienceMs = 5_000;

/**
 * Does everything that is due now, at once: deadlines that have passed on their applicants' clocks, and jobs of the outbox, those that wait
 * for another attempt included. Then it waits for what the worker has in hand. Out: how many there were.
 */
export async function runDue(): Promise<number> {
  // What the payment provider did not tell by itself.
  let ran = (await reconcilePayments()).broughtIn;
  for (let round = 0; round < mostRounds; round += 1) {
    const deadlines = (await sweepDeadlines()) + (await sweepReminders());
    const jobs = await runWaitingJobs("effect", carryOutEffect, round === 0);
    ran += deadlines + jobs;
    if (deadlines + jobs === 0 && !(await wasBusy())) break;
  }
  await sealAccessLog();
  return ran;
}

/** Whether the worker was doing something; by now it has finished, or this has become too long. */
async function wasBusy(): Promise<boolean> {
  for (let waited = 0; waited < patienceMs; waited += pollMs) {
    if ((await runningJobs("effect")) === 0) return waited > 0;
    await wait(pollMs);
  }
  return false;
}

/** `POST /api/qa/run-due`. */
export const runDueCall = qaCall(z.strictObject({}), async () => done({ ran: await runDue() }));
