import { execFileSync } from "node:child_process";
import { expect, test } from "../fixtures/test";
import { ApplicationPages, signWithKey } from "../pages/application";

/** The processes that the supervisor started, by a part of their command line. */
function childrenOf(supervisor: string, part: RegExp): number[] {
  const rows = execFileSync("ps", ["-e", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).trim().split("\n");
  return rows
    .map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row))
    .filter((row) => row?.[2] === supervisor && part.test(row[3] ?? ""))
    .map((row) => Number(row?.[1]));
}

function kill(part: RegExp): void {
  const supervisor = process.env["PORTAL_PID"];
  if (supervisor === undefined) throw new Error("PORTAL_PID is not set: run these tests by `npm test`.");
  const pids = childrenOf(supervisor, part);
  expect(pids, `a process like ${String(part)}`).not.toHaveLength(0);
  for (const pid of pids) process.kill(pid, "SIGKILL");
}

test("an application goes on where it was after kill -9 of the portal", async ({ cabinet, citizen, qa }) => {
  const pages = new ApplicationPages(cabinet);
  const id = await pages.start();
  await pages.agree();
  await pages.passChecks();
  await pages.confirmData();
  await pages.chooseRegion("71");
  const before = (await qa.application(id)).events.length;

  kill(/next/);
  await expect
    .poll(async () => (await cabinet.request.get("/kk").catch(() => null))?.status(), { timeout: 45_000 })
    .toBe(200);

  await cabinet.goto(`/kk/apply/${id}`);
  await cabinet.waitForURL(/\/registration-point$/);
  expect((await qa.application(id)).events).toHaveLength(before);
  expect(citizen).toHaveLength(12);
});

test("what was submitted goes on after kill -9 of the worker", async ({ cabinet, citizen, qa }) => {
  const { id } = await qa.walk(citizen, "draft");
  await cabinet.goto(`/kk/apply/${id}/sign`);
  kill(/worker/);
  await signWithKey(cabinet, qa, citizen);
  await cabinet.waitForURL(/\/done/);
  await expect.poll(async () => (await qa.application(id)).state, { timeout: 45_000 }).toBe("in-review");
  const { events } = await qa.application(id);
  expect(events.filter(({ type }) => type === "order-confirmed")).toHaveLength(2);
});

test("what was acknowledged survives kill -9 of PostgreSQL", async ({ cabinet, citizen, qa }) => {
  const { id, number } = await qa.walk(citizen, "in-review");
  kill(/postgres.* -D/);
  await expect
    .poll(async () => (await cabinet.request.get(`/kk/cabinet/applications/${id}`).catch(() => null))?.status(), {
      timeout: 60_000,
    })
    .toBe(200);
  await cabinet.goto(`/kk/cabinet/applications/${id}`);
  await expect(cabinet.locator("main")).toContainText(number);
});
