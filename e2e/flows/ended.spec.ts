import { expect, officers, test } from "../fixtures/test";
import { StaffPages } from "../pages/staff";

test("an officer annuls for the photo: the citizen reads the reason, the officer's words, and what to do", async ({
  browser,
  cabinet,
  citizen,
  qa,
}) => {
  const { id, number } = await qa.walk(citizen, "in-review");
  const officer = new StaffPages(await (await browser.newContext()).newPage(), qa);
  await officer.signIn(officers.review);
  await officer.openTask(number);
  await officer.claim();
  const words = "Фотода жүз көлеңкеде тұр: жарық алдыңыздан түссін.";
  await officer.annul(officers.review, "photo-quality", words);

  await expect.poll(async () => (await qa.application(id)).state).toBe("annulled");
  await cabinet.goto(`/kk/cabinet/applications/${id}`);
  await expect(cabinet.locator("main")).toContainText(words);
  await expect(cabinet.locator("main")).toContainText("Фотоның сапасы талапқа сай болмады");
  // Applying anew is possible at once.
  await cabinet.goto("/kk/services/id-card-renewal/start");
  await expect(cabinet.locator("main form .ui-button--start")).toBeVisible();
});

test("the applicant withdraws, twice in two tabs: withdrawn once, and RP DRN gives the registration up", async ({
  cabinet,
  citizen,
  qa,
}) => {
  const { id } = await qa.walk(citizen, "in-review");
  const second = await cabinet.context().newPage();
  for (const tab of [cabinet, second]) await tab.goto(`/kk/cabinet/applications/${id}/withdraw`);
  await cabinet.locator("main form button[type=submit]").last().click();
  await cabinet.waitForURL(new RegExp(`/cabinet/applications/${id}$`));
  await second.locator("main form button[type=submit]").last().click();
  await second.waitForLoadState();

  const { state, events } = await qa.application(id);
  expect(state).toBe("withdrawn");
  expect(events.filter(({ type }) => type === "application-withdrawn")).toHaveLength(1);
});

test("after the officer's approval it is too late to withdraw", async ({ cabinet, citizen, qa }) => {
  const { id } = await qa.walk(citizen, "ready");
  await cabinet.goto(`/kk/cabinet/applications/${id}/withdraw`);
  await expect(cabinet.locator("main form button.ui-button--warning")).toHaveCount(0);
  await expect.poll(async () => (await qa.application(id)).state).toBe("ready");
});

test("a draft lapses after 30 days without a touch", async ({ citizen, qa }) => {
  const { id } = await qa.walk(citizen, "draft");
  await qa.clock({ iin: citizen, advance: "P30D" });
  await qa.runDue();
  await expect.poll(async () => (await qa.application(id)).state).toBe("draft");
  await qa.clock({ iin: citizen, advance: "P1D" });
  await qa.runDue();
  await expect.poll(async () => (await qa.application(id)).state).toBe("lapsed");
});
