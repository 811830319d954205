import { expect, officers, test } from "../fixtures/test";
import { codeOn } from "../pages/egov-mobile";
import { StaffPages } from "../pages/staff";

test("without JavaScript: the page waits, tells a refusal, and goes on by itself when the phone has signed", async ({
  browser,
  citizen,
  qa,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL === undefined ? {} : { baseURL }) });
  await qa.signIn(context, citizen);
  const { id } = await qa.walk(citizen, "draft");
  const page = await context.newPage();
  await page.goto(`/kk/apply/${id}/sign`);
  await page.locator("a[href*='way=egov-mobile']").click();
  await expect(page.getByRole("img", { name: /QR/ })).toBeVisible();
  expect(await codeOn(page)).not.toContain(citizen);
  const code = await codeOn(page);
  expect(await qa.phone(citizen, code, "look")).toEqual({ step: "fetch", status: 200 });
  await expect(page.locator("main")).toContainText("Құжат телефонда ашылды");
  expect(await qa.phone(citizen, code, "wrong-person")).toEqual({ step: "put", status: 403 });
  await expect(page.locator(".ui-error-summary")).toContainText("басқа адамның кілті");
  expect(await qa.phone(citizen, code, "altered")).toEqual({ step: "put", status: 403 });
  await expect(page.locator(".ui-error-summary")).toContainText("бірдей емес");
  await expect.poll(async () => (await qa.application(id)).state).toBe("draft");
  expect(await qa.phone(citizen, code)).toEqual({ step: "put", status: 200 });
  await page.waitForURL(/\/done/);
  // The same code once more: it is used up.
  expect(await qa.phone(citizen, code)).toEqual({ step: "describe", status: 403 });
  await context.close();
});

test("with JavaScript the page goes on by itself; signed out, its code is dead", async ({ cabinet, citizen, qa }) => {
  const { id } = await qa.walk(citizen, "draft");
  await cabinet.goto(`/kk/apply/${id}/sign?way=egov-mobile`);
  const dead = await codeOn(cabinet);
  await cabinet.getByRole("button", { name: "Шығу" }).click();
  await cabinet.waitForURL((url) => !url.pathname.includes("/sign"));
  expect(await qa.phone(citizen, dead)).toEqual({ step: "describe", status: 403 });
  await qa.signIn(cabinet.context(), citizen);
  await cabinet.goto(`/kk/apply/${id}/sign?way=egov-mobile`);
  const code = await codeOn(cabinet);
  expect(code).not.toBe(dead);
  expect(await qa.phone(citizen, code)).toEqual({ step: "put", status: 200 });
  await cabinet.waitForURL(/\/done/);
});

test("an officer confirms a decision with the phone", async ({ page, qa, citizen }) => {
  const { id, number } = await qa.walk(citizen, "in-review");
  const staff = new StaffPages(page, qa);
  await staff.signIn(officers.review);
  await staff.openTask(number);
  await staff.claim();
  await staff.prepareApproval();
  await page.locator("a[href*='way=egov-mobile']").click();
  expect(await qa.phone(officers.review, await codeOn(page))).toEqual({ step: "put", status: 200 });
  await page.waitForURL(new RegExp(`/staff\\?done=${number}`));
  expect((await qa.application(id)).events.map(({ type }) => type)).toContain("task-decided");
});
