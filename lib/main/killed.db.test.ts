import { spawn } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { runWaitingJobs, startBoss } from "@/lib/infra/jobs";
import { findApplication } from "@/lib/use-cases/application-record";
import { carryOutEffect } from "@/lib/use-cases/carry-out-effect";
import { prepareSignature } from "@/lib/use-cases/prepare-signature";
import { copyPerson } from "@/lib/use-cases/qa/copy-person";
import { loadDemoWorld } from "@/lib/use-cases/qa/demo-world-for-tests";
import { runDue } from "@/lib/use-cases/qa/run-due";
import { signFor } from "@/lib/use-cases/qa/test-keys";
import { walkApplication } from "@/lib/use-cases/qa/walk";
import { signApplication } from "@/lib/use-cases/sign-application";
import { verifyLogs } from "@/lib/use-cases/verify-logs";

const aigerim = iinSchema.parse("940416412502");

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

/** Runs another process of the portal on this test's database, until it is killed at the point. */
async function killedAt(order: object): Promise<void> {
  const program = path.join(import.meta.dirname, "killed-for-tests.ts");
  const args = ["--conditions=react-server", "--import", "tsx", program, JSON.stringify(order)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  const said: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  const signal = await new Promise((resolve) => {
    child.once("close", (_, by) => {
      resolve(by);
    });
  });
  expect(signal, Buffer.concat(said).toString()).toBe("SIGKILL");
}

async function readyToSign(): Promise<{ id: string; applicant: Iin; nonce: string; cms: string }> {
  const copied = await copyPerson(aigerim);
  if (!copied.ok) throw new Error(copied.error);
  const applicant = copied.value.iin;
  const walked = await walkApplication("id-card-renewal", applicant, "draft");
  if (walked.kind !== "reached") throw new Error(JSON.stringify(walked));
  const prepared = await prepareSignature(walked.id, applicant, "kk");
  if (!prepared.ok) throw new Error(prepared.error.kind);
  const { nonce, text } = prepared.value;
  // What was waiting before has nothing to do with the deed.
  while ((await runWaitingJobs("effect", carryOutEffect, true)) > 0);
  return { id: walked.id, applicant, nonce, cms: await signFor(applicant, text, await clockOf(applicant)) };
}

/** The jobs of a killed worker come back when their time is over: here at once. */
async function afterRestart(): Promise<void> {
  await db.$executeRaw`UPDATE pgboss.job SET started_on = started_on - INTERVAL '1 hour' WHERE state = 'active'`;
  const boss = await startBoss();
  await boss.expire();
  await boss.stop({ graceful: false });
  await runDue();
}

async function load(id: string) {
  const application = await findApplication(id);
  if (!application) throw new Error("it was just there");
  return application.state;
}

/** Everything that happened is there, and once: in the portal, at RP DRN, and on the person's telephone. */
async function expectNothingLostNothingDoubled(id: string, iin: Iin): Promise<void> {
  const state = await load(id);
  expect(state.stages["review"]).toMatchObject({ status: "open" });
  const events = await db.applicationEvent.findMany({ where: { applicationId: id } });
  for (const type of ["document-signed", "task-opened"]) {
    expect(events.filter((event) => event.type === type)).toHaveLength(1);
  }
  expect(events.filter((event) => event.type === "order-confirmed")).toHaveLength(2);
  expect(await db.signature.count({ where: { applicationId: id } })).toBe(1);
  expect(await db.mockDocumentApplication.findMany({ where: { iin } })).toMatchObject([{ key: id, status: "coupon" }]);
  expect(await db.task.count({ where: { applicationId: id } })).toBe(1);
  expect(await db.notice.count({ where: { applicationId: id, kind: "application-submitted" } })).toBe(1);
  const sent = await db.mockMessage.findMany({ where: { iin } });
  expect(sent.filter(({ text }) => text.includes(state.number)).map(({ key }) => key)).toHaveLength(1);
  expect(await verifyLogs()).toEqual([]);
}

describe("kill -9 while an application is submitted", () => {
  it("before the commit: it was not submitted, nothing of it is left, and it can be signed again", async () => {
    const request = await readyToSign();
    await killedAt({ deed: "sign", point: "before-commit", request });
    expect((await load(request.id)).documentHash).toBeNull();
    expect(await db.signature.count({ where: { applicationId: request.id } })).toBe(0);
    expect(await db.mockDocumentApplication.count({ where: { iin: request.applicant } })).toBe(0);
    await afterRestart();
    expect((await load(request.id)).documentHash).toBeNull();
    expect(await signApplication(request)).toMatchObject({ ok: true });
    await runDue();
    await expectNothingLostNothingDoubled(request.id, request.applicant);
  }, 60_000);

  it("after the commit: it was submitted, and goes on", async () => {
    const request = await readyToSign();
    await killedAt({ deed: "sign", point: "after-commit", request });
    expect((await load(request.id)).documentHash).not.toBeNull();
    // Whoever saw no answer signs again: it is the same application.
    expect(await signApplication(request)).toMatchObject({ ok: false });
    await afterRestart();
    await expectNothingLostNothingDoubled(request.id, request.applicant);
  }, 60_000);
});

describe("kill -9 of the worker while it registers an application", () => {
  it.each(["before-send", "after-send", "before-commit", "after-commit", "before-ack"])(
    "%s: it goes on after the restart, and nothing is done twice",
    async (point) => {
      const { id, applicant, nonce, cms } = await readyToSign();
      expect(await signApplication({ id, applicant, nonce, cms })).toMatchObject({ ok: true });
      await killedAt({ deed: "work", point, operation: "register" });
      const held = await db.mockDocumentApplication.count({ where: { iin: applicant } });
      expect(held).toBe(point === "before-send" ? 0 : 1);
      const isKnown = point === "after-commit" || point === "before-ack";
      expect((await load(id)).stages["registration"]?.status).toBe(isKnown ? "done" : "open");
      await afterRestart();
      await expectNothingLostNothingDoubled(id, applicant);
    },
    60_000,
  );

  it.each(["before-send", "after-send"])(
    "%s of an SMS: one is sent",
    async (point) => {
      const { id, applicant, nonce, cms } = await readyToSign();
      expect(await signApplication({ id, applicant, nonce, cms })).toMatchObject({ ok: true });
      await killedAt({ deed: "work", point, operation: "send" });
      await afterRestart();
      await expectNothingLostNothingDoubled(id, applicant);
    },
    60_000,
  );
});
