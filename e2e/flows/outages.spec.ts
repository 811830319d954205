import { expect, officers, test } from "../fixtures/test";
import { ApplicationPages } from "../pages/application";
import { StaffPages } from "../pages/staff";

test("BMG silent for 15 minutes: what is saved, what to do, the service centre by law; it goes on by itself and says so", async ({
  cabinet,
  citizen,
  qa,
}) => {
  const pages = new ApplicationPages(cabinet);
  const id = await pages.start();
  await qa.fault({ database: "mobile-citizens", kind: "error", iin: citizen, minutes: 15 });
  await pages.agree();
  const silence = cabinet.locator("[aria-labelledby=silent-title]");
  await expect(silence).toContainText("МАБ", { timeout: 20_000 });
  await expect(silence).toContainText("сақталды");
  await expect(silence).toContainText(/Келесі сұрау шамамен \d+ (секундтан|минуттан) кейін/);
  await expect(silence).toContainText("SMS");
  await expect(silence).not.toContainText("ХҚКО");
  await expect(cabinet.locator(".ui-checks__item--unavailable#phone")).toBeVisible();

  await qa.clock({ iin: citizen, advance: "PT11M" });
  await cabinet.reload();
  await expect(silence).toContainText("ХҚКО");
  await expect(silence).toContainText("12-тармақ");
  await expect.poll(async () => (await qa.application(id)).state).toBe("draft");

  await qa.clock({ iin: citizen, advance: "PT5M" });
  await qa.runDue();
  // Nobody touches the page: it finds out by itself.
  await expect(cabinet.locator(".ui-checks__item--passed#card")).toBeVisible({ timeout: 30_000 });
  await expect(silence).toHaveCount(0);

  await cabinet.goto("/kk/cabinet/notices");
  const notice = cabinet.locator(".ui-notices > li").first();
  await expect(notice).toContainText("Дерекқор жауап берді");
  expect((await qa.messages(citizen)).filter(({ text }) => text.includes("дерекқор жауап берді"))).toHaveLength(1);
  await notice.locator("a").click();
  await pages.arriveAt("personal-data");
});

test("whoever applies a day too early is reminded on the first day, and can have it forgotten", async ({
  page,
  qa,
}) => {
  const iin = await qa.personLike("expires-in-31-days", "900721422362");
  await qa.signIn(page.context(), iin);
  const pages = new ApplicationPages(page, "ru");
  await pages.start();
  await pages.agree();
  const remind = page.locator("#reminder");
  await remind.locator("button").click({ timeout: 20_000 });
  await expect(remind).toContainText("Напомним 22 ноября 2026");

  await page.goto("/ru/cabinet/documents");
  const card = page.locator(".ui-own-document").first();
  await expect(card).toContainText("Остался 31 день");
  await card.getByRole("button", { name: "Не напоминать" }).click();
  await card.getByRole("button", { name: "Напомнить 22 ноября 2026" }).click();
  await expect(card).toContainText("Напомним 22 ноября 2026");

  await qa.clock({ iin, advance: "P1D" });
  await qa.runDue();
  // A session lives on the person's clock as well.
  await qa.signIn(page.context(), iin);
  await page.goto("/ru/cabinet/notices");
  await expect(page.locator(".ui-notices > li")).toHaveCount(2);
  const reminder = page.locator(".ui-notices > li").first();
  await expect(reminder).toContainText("22 декабря 2026");
  await reminder.locator("a").click();
  await page.waitForURL(/\/ru\/services\/id-card-renewal$/);
  await page.goto("/ru/cabinet/documents");
  await expect(card.locator("a.ui-button")).toBeVisible();
});

test("what the production centre sends back the officer reviews again, with the reason in view", async ({
  page,
  browser,
  qa,
}) => {
  const reason = "Қолтаңба үлгісінің шеті кесілген";
  const iin = await qa.personLike("production-sends-back", "850214344170");
  await qa.signIn(page.context(), iin);
  const { id, number } = await qa.walk(iin, "in-review");
  const officer = new StaffPages(await (await browser.newContext()).newPage(), qa);
  const approve = async () => {
    await officer.openTask(number);
    await officer.claim();
    await officer.approve(officers.review);
    await qa.runDue();
  };
  await officer.signIn(officers.review);
  await approve();
  await qa.clock({ iin, advance: "PT2M" });
  await qa.runDue();
  await expect.poll(async () => (await qa.application(id)).state).toBe("in-review");

  await page.goto(`/kk/cabinet/applications/${id}`);
  await expect(page.locator("[aria-labelledby=sent-back-title]")).toContainText(reason);
  await officer.openTask(number);
  await expect(officer.page.locator("[aria-labelledby=sent-back-title]")).toContainText(reason);

  await approve();
  await qa.clock({ iin, advance: "PT2M" });
  await qa.runDue();
  await expect.poll(async () => (await qa.application(id)).state).toBe("ready");
  await page.reload();
  await expect(page.locator("[aria-labelledby=sent-back-title]")).toHaveCount(0);
});
