import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { ExaminerBusy, ExaminerFailed, makeExaminer, type Examiner, type ExaminerSettings } from "./examiner";

const settings: ExaminerSettings = {
  program: path.join(import.meta.dirname, "testing", "fake-process.mjs"),
  arguments: [],
  mostWaiting: 4,
  startWithin: 5_000,
  answerWithin: 300,
  idleFor: 60_000,
  mostMegabytes: 700,
};

const made: Examiner[] = [];

function make(changes: Partial<ExaminerSettings> = {}): Examiner {
  const examiner = makeExaminer({ ...settings, ...changes });
  made.push(examiner);
  return examiner;
}

afterEach(() => {
  for (const examiner of made.splice(0)) examiner.stop();
});

const ask = (examiner: Examiner, what: keyof typeof deeds, signal?: AbortSignal) =>
  examiner.examine({ operation: "photo", picture: Uint8Array.of(deeds[what]) }, signal);
const deeds = { answers: 0, dies: 1, hangs: 2, grows: 3, fails: 4, "takes its time": 5 } as const;

function isAlive(pid: unknown): boolean {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}

describe("the examiner's process", () => {
  it("is started by the first examination, and serves the next ones", async () => {
    const examiner = make();
    expect(examiner.processId()).toBeUndefined();
    const first = await ask(examiner, "answers");
    expect(first).toBe(examiner.processId());
    expect(await ask(examiner, "answers")).toBe(first);
  });

  it.each(["dies", "hangs", "fails"] as const)("that %s over one picture is replaced for the next", async (deed) => {
    const examiner = make();
    const first = await ask(examiner, "answers");
    const [failed, next] = await Promise.allSettled([ask(examiner, deed), ask(examiner, "answers")]);
    expect(failed).toMatchObject({ status: "rejected", reason: expect.any(ExaminerFailed) as unknown });
    expect(failed).toMatchObject({ reason: { isDown: false } });
    expect(next.status).toBe("fulfilled");
    expect(next).not.toMatchObject({ value: first });
    await expect.poll(() => isAlive(first)).toBe(false);
  });

  it("that is killed in the middle is replaced for the next", async () => {
    const examiner = make({ answerWithin: 5_000 });
    const asked = ask(examiner, "hangs");
    await expect.poll(() => examiner.processId()).toBeDefined();
    await wait(300);
    process.kill(examiner.processId() ?? 0, "SIGKILL");
    await expect(asked).rejects.toThrow(ExaminerFailed);
    expect(await ask(examiner, "answers")).toBe(examiner.processId());
  });

  it("that was killed while it had no work is replaced too", async () => {
    const examiner = make();
    const first = await ask(examiner, "answers");
    process.kill(Number(first), "SIGKILL");
    await expect.poll(() => isAlive(first)).toBe(false);
    await wait(50);
    expect(await ask(examiner, "answers")).not.toBe(first);
  });

  it("that has grown too large answers, and is replaced", async () => {
    const examiner = make();
    const first = await ask(examiner, "grows");
    expect(first).toEqual(expect.any(Number));
    expect(await ask(examiner, "answers")).not.toBe(first);
    await expect.poll(() => isAlive(first)).toBe(false);
  });

  it("ends when there is nothing to do", async () => {
    const examiner = make({ idleFor: 100 });
    const first = await ask(examiner, "answers");
    await expect.poll(() => isAlive(first)).toBe(false);
    expect(await ask(examiner, "answers")).not.toBe(first);
  });

  it("that cannot be started is said to be down", async () => {
    const examiner = make({ program: path.join(import.meta.dirname, "no-such-program.mjs") });
    await expect(ask(examiner, "answers")).rejects.toMatchObject({ name: "ExaminerFailed", isDown: true });
  });

  it("that is never ready is said to be down, within the time limit", async () => {
    const silent = make({ program: path.join(import.meta.dirname, "testing", "silent-process.mjs"), startWithin: 200 });
    await expect(ask(silent, "answers")).rejects.toMatchObject({ isDown: true });
  });
});

describe("the queue before it", () => {
  it("takes so many and no more, and one at a time", async () => {
    const examiner = make();
    const asked = Array.from({ length: 50 }, () => ask(examiner, "takes its time"));
    const settled = await Promise.allSettled(asked);
    const refused = settled.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
    // One is being examined while the others wait.
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(settings.mostWaiting + 1);
    expect(refused).toHaveLength(50 - settings.mostWaiting - 1);
    for (const reason of refused) expect(reason).toBeInstanceOf(ExaminerBusy);
    expect(new Set(settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))).size).toBe(1);
    expect(await ask(examiner, "answers")).toEqual(expect.any(Number));
  });

  it("leaves out whoever waits no more", async () => {
    const examiner = make();
    const gone = new AbortController();
    const first = ask(examiner, "takes its time");
    const second = ask(examiner, "dies", gone.signal);
    gone.abort();
    await expect(second).rejects.toThrow(ExaminerFailed);
    expect(await ask(examiner, "answers")).toBe(await first);
  });
});

it("is handed neither the portal's settings nor its secrets", () => {
  // Read as text: what a child is given cannot be asked of it without running it.
  const source = readFileSync(path.join(import.meta.dirname, "examiner.ts"), "utf8");
  expect(source).toContain('env: { NODE_ENV: "production" }');
  expect(source).not.toContain("process.env");
});
