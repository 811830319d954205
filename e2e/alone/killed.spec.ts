import { kill } from "../fixtures/processes";
import { expect, test } from "../fixtures/test";
import { ApplicationPages, signWithKey } from "../pages/application";

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
