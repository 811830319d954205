import { spawn } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/infra/db/client";
import { runWaitingJobs, startBoss } from "@/lib/infra/jobs";
import { carryOutEffect } from "@/lib/use-cases/carry-out-effect";
import { loadDemoWorld } from "@/lib/use-cases/qa/demo-world-for-tests";
import { runDue } from "@/lib/use-cases/qa/run-due";
import { registeredAt, removal, residenceOf } from "@/lib/use-cases/removals-for-tests";

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

/** Runs a worker of the portal on this test's database, until it is killed at the point. */
async function killedAt(point: string, operation: string): Promise<void> {
  const program = path.join(import.meta.dirname, "killed-for-tests.ts");
  const order = JSON.stringify({ deed: "work", point, operation });
  const args = ["--conditions=react-server", "--import", "tsx", program, order];
  const child = spawn(process.execPath, args, { stdio: "ignore" });
  const signal = await new Promise((resolve) => {
    child.once("close", (_, by) => {
      resolve(by);
    });
  });
  expect(signal).toBe("SIGKILL");
}

/** The jobs of a killed worker come back when their time is over: here at once. */
async function afterRestart(): Promise<void> {
  await db.$executeRaw`UPDATE pgboss.job SET started_on = started_on - INTERVAL '1 hour' WHERE state = 'active'`;
  const boss = await startBoss();
  await boss.expire();
  await boss.stop({ graceful: false });
  await runDue();
}

describe("kill -9 of the worker between RP DRN and GBD FL", () => {
  it.each(["before-send", "after-send"])(
    "%s of the end of the registration: it is ended once, and everybody is told once",
    async (point) => {
      const { id, rka, picked, sign, state } = await removal("one-person", "draft");
      while ((await runWaitingJobs("effect", carryOutEffect, true)) > 0);
      await sign();
      await killedAt(point, "endRegistrations");
      const { stages, outcome } = await state();
      expect(stages["departure-entry"]).toMatchObject({ status: "done" });
      expect(outcome).toBeNull();
      expect(await registeredAt(rka, picked[0])).toEqual(point === "before-send" ? ["permanent"] : []);
      await afterRestart();
      expect((await state()).outcome).toMatchObject({ kind: "granted" });
      expect(await registeredAt(rka, picked[0])).toEqual([]);
      expect(picked[0] && (await residenceOf(picked[0]))).toBe("not-determined");
      const ended = await db.mockRegistration.findMany({ where: { endedBy: id } });
      expect(ended).toMatchObject([{ iin: picked[0], rka, kind: "permanent" }]);
      expect(await db.notice.count({ where: { applicationId: id, kind: "residence-ended" } })).toBe(1);
      expect(await db.mockDocumentApplication.count({ where: { key: id } })).toBe(1);
    },
    60_000,
  );
});
