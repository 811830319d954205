import { expect, officers, test } from "../fixtures/test";
import { ApplicationPages, signWithKey } from "../pages/application";
import { SignInPages } from "../pages/sign-in";
import { StaffPages } from "../pages/staff";

test("an ID card is renewed from sign-in to handover", async ({ page, browser, qa, citizen }) => {
  const pages = new ApplicationPages(page);
  const signIn = new SignInPages(page, qa);

  await page.goto("/kk/services/id-card-renewal");
  await page.locator(".ui-button--start").click();
  await signIn.withPassword(citizen);
  await signIn.withCode(citizen);
  await page.waitForURL(/\/services\/id-card-renewal\/start/);
  await page.locator("main form .ui-button--start").click();
  await pages.arriveAt("data-access");
  const { id } = pages;
  await pages.fillIn();
  await expect(page.locator("pre.ui-document")).toContainText(citizen);
  await signWithKey(page, qa, citizen);
  await page.waitForURL(new RegExp(`/apply/${id}/done`));
  const { number } = await qa.application(id);
  await expect(page.locator("main")).toContainText(number);
  await qa.runDue();
  await expect.poll(async () => (await qa.application(id)).state).toBe("in-review");

  const officer = new StaffPages(await (await browser.newContext()).newPage(), qa);
  await officer.signIn(officers.review);
  await officer.openTask(number);
  await officer.claim();
  await officer.approve(officers.review);
  await qa.runDue();
  await expect.poll(async () => (await qa.application(id)).state).toBe("in-production");
  // RP DRN is asked every minute whether the card is made.
  await qa.clock({ iin: citizen, advance: "PT2M" });
  await qa.runDue();

  await page.goto(`/kk/cabinet/applications/${id}`);
  const coupon = await page.locator(".ui-number__value").first().innerText();
  expect(coupon).not.toBe("");
  await expect.poll(async () => (await qa.application(id)).state).toBe("ready");

  const clerk = new StaffPages(await (await browser.newContext()).newPage(), qa);
  await clerk.signIn(officers.handover);
  await clerk.openTask(number);
  await clerk.claim();
  await clerk.handOver("KZ-0000");
  await expect(clerk.page.locator("#coupon-error")).toBeVisible();
  await clerk.handOver(coupon);
  await clerk.page.waitForURL(/\/staff\?done=/);
  await qa.runDue();

  await expect.poll(async () => (await qa.application(id)).state).toBe("granted");
  await page.reload();
  await expect(page.locator("main")).toContainText(number);
  const sent = await qa.messages(citizen);
  expect(sent.filter((message) => message.text.includes(number)).length).toBeGreaterThanOrEqual(3);
});
